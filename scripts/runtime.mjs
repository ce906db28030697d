import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { Advice, root } from "./run.mjs";

const OLDEST_FOR_SCRIPTS = [20, 0];
// What Next 16, Vite 8 and `import`-ing hooks of tsx need together.
const OLDEST_FOR_APP = [22, 12];

const atLeast = (version, [major, minor]) => {
  const [a = 0, b = 0] = version.replace(/^v/, "").split(".").map(Number);
  return a > major || (a === major && b >= minor);
};

/** @throws {Advice} when this very Node is too old even to install. */
export function checkOwnNode() {
  if (!atLeast(process.versions.node, OLDEST_FOR_SCRIPTS)) {
    throw new Advice(`Bellwire needs Node 20 or newer to install itself; this is ${process.versions.node}.`);
  }
}

/**
 * The Node that everything runs on: the one that npm installed into the project, else the one that runs now.
 * @returns {string} path of the program
 * @throws {Advice} when neither will do
 */
export function appNode() {
  const installed = join(
    root,
    "node_modules",
    "node",
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(installed)) {
    const asked = spawnSync(installed, ["--version"], { encoding: "utf8" });
    if (asked.status === 0 && atLeast(asked.stdout.trim(), OLDEST_FOR_APP)) return installed;
  }
  if (atLeast(process.versions.node, OLDEST_FOR_APP)) return process.execPath;
  throw new Advice(
    [
      `Bellwire runs on Node 24, which comes as the npm package "node", but its install script has not run`,
      "(npm's setting ignore-scripts is on, perhaps). Do one of these and start again:",
      "  npm rebuild node --ignore-scripts=false",
      `  use Node ${OLDEST_FOR_APP.join(".")} or newer yourself (this is ${process.versions.node})`,
    ].join("\n"),
  );
}

/** The environment for the project's tools: the app's Node and the project's programs first, no telemetry. */
export function appEnv(extra = {}) {
  const path = [dirname(appNode()), join(root, "node_modules", ".bin"), process.env.PATH ?? ""];
  return { ...process.env, PATH: path.join(delimiter), NEXT_TELEMETRY_DISABLED: "1", ...extra };
}

/** The path of a file in a package, to be run with `appNode()`: no shell and no wrapper in between. */
export const packageFile = (...parts) => join(root, "node_modules", ...parts);
