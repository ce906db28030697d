import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { build } from "./build.mjs";
import { playwrightCounts, vitestCounts } from "./counts.mjs";
import { install } from "./install.mjs";
import { alone } from "./lock.mjs";
import { Advice, bold, giveUp, green, red, run, stopChildrenOnSignals, took } from "./run.mjs";
import { appEnv, appNode, checkOwnNode, packageFile } from "./runtime.mjs";

/** @typedef {import("./counts.mjs").Counts} Counts */

const reports = mkdtempSync(join(tmpdir(), "bellwire-test-"));
process.once("exit", () => rmSync(reports, { recursive: true, force: true }));

const ONE_PASSED = { passed: 1, failed: 0 };
const ONE_FAILED = { passed: 0, failed: 1 };

/** @type {Record<string, { title: string, work: () => Promise<Counts> }>} */
const steps = {
  lint: {
    title: "format and lint",
    work: () => check([packageFile("@biomejs", "biome", "bin", "biome"), "check"]),
  },
  types: { title: "types", work: types },
  "dead-code": { title: "dead code", work: () => check([packageFile("knip", "bin", "knip.js")]) },
  unit: { title: "unit tests", work: () => vitest("unit") },
  database: { title: "database tests", work: () => vitest("database") },
  build: { title: "build", work: () => alone(build).then(() => ONE_PASSED) },
  e2e: { title: "end-to-end tests", work: endToEnd },
};

async function check(args, env = appEnv()) {
  const result = await run(appNode(), args, { env });
  if (!result.ok) process.stdout.write(`${result.output}\n`);
  return result.ok ? ONE_PASSED : ONE_FAILED;
}

async function types() {
  // Next writes the types of its routes; without them every page's `params` would be unknown.
  const routes = await run(appNode(), [packageFile("next", "dist", "bin", "next"), "typegen"], {
    env: appEnv(),
  });
  if (!routes.ok) throw new Advice(`next typegen failed:\n${routes.output}`);
  return check([packageFile("typescript", "bin", "tsc"), "--noEmit", "-p", "."]);
}

async function vitest(project) {
  const file = join(reports, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  // Most of them wait, for imports, a database or a clock: twice as many workers as cores keep two cores busy.
  const workers = `--maxWorkers=${2 * availableParallelism()}`;
  const args = [packageFile("vitest", "vitest.mjs"), "run", "--project", project, workers, ...reporters];
  const result = await run(appNode(), args, { env: appEnv({ NODE_ENV: "test" }), show: true });
  return vitestCounts(file, result.ok);
}

async function endToEnd() {
  const browser = await ensureBrowser();
  await alone(build);
  const file = join(reports, "e2e.json");
  const env = appEnv({ ...browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const args = [packageFile("@playwright", "test", "cli.js"), "test", "--reporter=list,json"];
  const result = await run(appNode(), args, { env, show: true, seconds: 3000 });
  return playwrightCounts(file, result.ok);
}

function chosen() {
  const args = process.argv.slice(2);
  const at = args.findIndex((arg) => arg === "--only" || arg.startsWith("--only="));
  if (at < 0 && args.length > 0)
    throw new Advice(`Unknown: ${args.join(" ")}. There is only --only ${Object.keys(steps)}`);
  if (at < 0) return Object.keys(steps);
  const names = (args[at].split("=")[1] ?? args[at + 1] ?? "").split(",").filter(Boolean);
  const unknown = names.filter((name) => !(name in steps));
  if (names.length === 0 || unknown.length > 0)
    throw new Advice(`--only takes any of ${Object.keys(steps).join(",")}`);
  return names;
}

async function runStep(name) {
  const { title, work } = steps[name];
  const start = performance.now();
  process.stdout.write(`\n${bold(`▸ ${title}`)}\n`);
  const counts = await work().catch((error) => {
    process.stdout.write(`${error instanceof Advice ? error.message : error.stack}\n`);
    return ONE_FAILED;
  });
  const mark = counts.failed ? red(`✗ ${counts.failed} failed,`) : green("✓");
  process.stdout.write(`  ${mark} ${title}: ${counts.passed} passed ${took(start)}\n`);
  return counts;
}

try {
  checkOwnNode();
  stopChildrenOnSignals();
  const names = chosen();
  await alone(install);
  appNode();
  const total = { passed: 0, failed: 0 };
  for (const name of names) {
    const { passed, failed } = await runStep(name);
    total.passed += passed;
    total.failed += failed;
  }
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
} catch (error) {
  giveUp(error);
}
