import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { playwrightCounts, vitestCounts } from "./counts.mjs";

const folder = mkdtempSync(join(tmpdir(), "bellwire-counts-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const file = join(folder, `${randomUUID()}.json`);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe("vitestCounts", () => {
  it("takes the tests from the report", () => {
    const file = report({ numPassedTests: 7, numFailedTests: 2, testResults: [] });
    expect(vitestCounts(file, false)).toEqual({ passed: 7, failed: 2 });
  });

  it("counts a file that could not be loaded as one failure", () => {
    const unloaded = { status: "failed", assertionResults: [] };
    const failing = { status: "failed", assertionResults: [{ status: "failed" }] };
    const file = report({ numPassedTests: 7, numFailedTests: 1, testResults: [unloaded, failing] });
    expect(vitestCounts(file, false)).toEqual({ passed: 7, failed: 2 });
  });

  it("does not believe a good report of a run that ended badly", () => {
    const file = report({ numPassedTests: 7, numFailedTests: 0, testResults: [] });
    expect(vitestCounts(file, true)).toEqual({ passed: 7, failed: 0 });
    expect(vitestCounts(file, false)).toEqual({ passed: 7, failed: 1 });
  });

  it("counts a run without a test, and one without a report, as a failure", () => {
    expect(vitestCounts(report({ numPassedTests: 0, numFailedTests: 0 }), true)).toEqual({
      passed: 0,
      failed: 1,
    });
    expect(vitestCounts(join(folder, "none.json"), true)).toEqual({ passed: 0, failed: 1 });
  });
});

describe("playwrightCounts", () => {
  it("takes the tests from the report", () => {
    const file = report({ stats: { expected: 5, flaky: 1, unexpected: 2, skipped: 3 } });
    expect(playwrightCounts(file, false)).toEqual({ passed: 6, failed: 2 });
  });

  it("does not believe a good report of a run that ended badly", () => {
    const file = report({ stats: { expected: 5, flaky: 0, unexpected: 0 } });
    expect(playwrightCounts(file, false)).toEqual({ passed: 5, failed: 1 });
  });
});
