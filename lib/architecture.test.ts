import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { codeRules } from "./testing/code-law";
import { misplacedImports, otherSenders } from "./testing/import-law";
import { isTest } from "./testing/shelves";
import type { SourceFile } from "./testing/source";

/** Every TypeScript file that is or would be committed. */
function sources(): SourceFile[] {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.ts", "*.tsx"], {
    encoding: "utf8",
  });
  return listed
    .split("\n")
    .filter((path) => path !== "" && existsSync(path))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

/** A test may plant what the law forbids; all that it must keep is its size and its name. */
const rules = [misplacedImports, otherSenders, ...codeRules];
const files = sources();

describe("the house", () => {
  test("is here", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.map(({ path }) => path)).toContain("lib/events/commands.ts");
  });

  test("keeps its law", () => {
    expect(files.flatMap((file) => rules.flatMap((rule) => rule(file)))).toEqual([]);
  });

  test("has small files", () => {
    const lengths = files.filter(({ path }) => !isTest(path)).map(({ text }) => text.split("\n").length);
    const sorted = lengths.sort((left, right) => left - right);
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThan(250);
  });
});
