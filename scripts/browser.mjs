import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Advice, run, withProgress } from "./run.mjs";
import { appEnv, appNode, packageFile } from "./runtime.mjs";

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const DOWNLOAD_HOST = "https://cdn.playwright.dev/";

// Opening it is the only proof: the program can be there without the libraries that it needs.
const TRY_IT = `
import { chromium } from "@playwright/test";
const browser = await chromium.launch({ executablePath: process.env.BELLWIRE_CHROMIUM || undefined, timeout: 30_000 });
const page = await browser.newPage();
await page.setContent("<p>ready</p>");
if ((await page.textContent("p")) !== "ready") process.exit(1);
await browser.close();
`;

/**
 * Makes sure of a Chromium: Playwright's own, downloaded when it can be; else the system's; else Debian's package.
 * @returns {Promise<Record<string, string>>} what to add to the environment (nothing for Playwright's own)
 * @throws {Advice} saying how to get one
 */
export async function ensureBrowser() {
  const named = process.env.BELLWIRE_CHROMIUM;
  if (named) {
    if (await works(named)) return { BELLWIRE_CHROMIUM: named };
    throw new Advice(`BELLWIRE_CHROMIUM names ${named}, which does not start.`);
  }
  if ((await works()) || ((await canDownload()) && (await download()) && (await works()))) return {};
  const own = (await systemBrowser()) ?? (await installDebian());
  if (own) return { BELLWIRE_CHROMIUM: own };
  throw new Advice(
    [
      "The end-to-end tests need a Chromium that starts. Do one of these and run npm test again:",
      "  apt-get install chromium                         (Debian, as root)",
      "  npx playwright install --with-deps chromium      (needs the network)",
      "  BELLWIRE_CHROMIUM=/path/to/chromium npm test     (one that you have)",
    ].join("\n"),
  );
}

async function works(path = "") {
  const env = appEnv({ BELLWIRE_CHROMIUM: path });
  const result = await run(appNode(), ["--input-type=module", "-e", TRY_IT], { env, seconds: 60 });
  return result.ok;
}

// Without a network the download tries for minutes; behind a proxy only the download itself can tell.
async function canDownload() {
  if (process.env.HTTPS_PROXY || process.env.https_proxy || process.env.PLAYWRIGHT_DOWNLOAD_HOST) return true;
  try {
    await fetch(DOWNLOAD_HOST, { method: "HEAD", signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}

function download() {
  return attempt("Downloading Chromium", async () => {
    const cli = packageFile("@playwright", "test", "cli.js");
    const withLibraries = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get") ? ["--with-deps"] : [];
    return run(appNode(), [cli, "install", ...withLibraries, "chromium"], { env: appEnv(), seconds: 300 });
  });
}

async function systemBrowser() {
  for (const folder of (process.env.PATH ?? "").split(delimiter).concat("/usr/bin")) {
    for (const name of SYSTEM_NAMES) {
      const path = join(folder, name);
      if (existsSync(path) && (await works(path))) return path;
    }
  }
  return undefined;
}

async function installDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const done = await attempt("Installing Debian's Chromium (apt-get)", async () => {
    await run("apt-get", ["update"], { env, seconds: 300 });
    return run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env, seconds: 900 });
  });
  return done ? systemBrowser() : undefined;
}

async function attempt(label, work) {
  try {
    await withProgress(label, async () => {
      const result = await work();
      if (!result.ok) throw new Advice(result.output);
    });
    return true;
  } catch {
    return false;
  }
}
