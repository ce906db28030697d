import { existsSync } from "node:fs";
import { chromium, defineConfig, devices } from "@playwright/test";

/** Playwright's own Chromium where it is installed, else the one that is named, else Debian's. */
function executablePath(): string | undefined {
  const named = process.env.BELLWIRE_CHROMIUM;
  if (named) return named;
  return existsSync(chromium.executablePath()) ? undefined : "/usr/bin/chromium";
}

const path = executablePath();

/** Quiet on a machine without a network, and able to run in a container as root. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // Every worker has a whole stack of its own: database, engine, Slack, mail, console.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    launchOptions: { args, ...(path === undefined ? {} : { executablePath: path }) },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
  projects: [
    // The longest goes first, so that nothing has to wait for it in the end.
    { name: "kills", testDir: "e2e/faults", testMatch: "web-killed.spec.ts" },
    { name: "faults", testDir: "e2e/faults", testIgnore: "web-killed.spec.ts", workers: 1 },
    { name: "api", testDir: "e2e/api" },
    { name: "console", testDir: "e2e/console", use: { ...devices["Desktop Chrome"] } },
  ],
});
