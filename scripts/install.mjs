import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Advice, root, run, tail, withProgress } from "./run.mjs";

const stamp = join(root, "node_modules", ".bellwire-install");

const quiet = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];

/** Installs what package-lock.json names, unless that is what is installed. @throws {Advice} */
export async function install() {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  if (!matchesLock()) await withProgress("Installing packages (npm ci)", installFromLock);
  writeFileSync(stamp, wanted);
}

async function installFromLock() {
  const [command, ...first] = npm();
  // `--include=dev` also when NODE_ENV says production: building and testing need the rest.
  const strict = await run(command, [...first, "ci", ...quiet]);
  if (strict.ok) return;
  // npm writes lock files that lack optional packages of platforms that its registry did not have, and then
  // refuses them. An install that may not save takes the same versions and leaves the lock file as it is.
  const lenient = isIncomplete(strict.output)
    ? await run(command, [...first, "install", "--no-save", ...quiet])
    : strict;
  if (!lenient.ok) throw new Advice(`npm could not install:\n${tail(lenient.output)}`);
}

const isIncomplete = (output) => /EUSAGE[\s\S]*Missing: \S+ from lock file/.test(output);

function fingerprint() {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`);
  for (const file of ["package.json", "package-lock.json"]) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

// npm keeps its own record of what it put into node_modules: somebody may have installed by hand.
function matchesLock() {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages ?? {};
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages ?? {};
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.optional || entry.peer) return true;
    return installed[path]?.version === entry.version && existsSync(join(root, path));
  });
}

function npm() {
  const own = process.env.npm_execpath;
  return own?.endsWith("npm-cli.js") ? [process.execPath, own] : ["npm"];
}
