import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * What vitest's JSON report says. A file that could not even be loaded has no tests in it and is one failure.
 * @param {string} file
 * @param {boolean} ok whether vitest itself ended well: when it did not, something failed, whatever the report says
 * @returns {Counts}
 */
export function vitestCounts(file, ok) {
  const report = read(file);
  const unloaded = (report?.testResults ?? []).filter(
    (suite) => suite.status === "failed" && !suite.assertionResults.some((test) => test.status === "failed"),
  );
  return settle(report?.numPassedTests ?? 0, (report?.numFailedTests ?? 0) + unloaded.length, ok);
}

/**
 * What Playwright's JSON report says. A test that passed at the second try has passed.
 * @param {string} file
 * @param {boolean} ok whether Playwright itself ended well
 * @returns {Counts}
 */
export function playwrightCounts(file, ok) {
  const stats = read(file)?.stats;
  return settle((stats?.expected ?? 0) + (stats?.flaky ?? 0), stats?.unexpected ?? 0, ok);
}

// A run without a single test is not a success either: it has tested nothing.
function settle(passed, failed, ok) {
  const nothing = passed + failed === 0;
  return { passed, failed: failed === 0 && (!ok || nothing) ? 1 : failed };
}

function read(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
