import { describe, expect, test } from "vitest";
import { showBody } from "./body";

const marked = (body: unknown, pointer: string) =>
  showBody(JSON.stringify(body), pointer)
    .lines.filter(({ isMarked }) => isMarked)
    .map(({ text }) => text);

describe("showing a refused body", () => {
  const body = { type: "payment.failed", data: { amount: "x", "a/b": [1, { c: null }], empty: {} } };

  test.each([
    { pointer: "/data/amount", lines: ['    "amount": "x",'] },
    { pointer: "/data/a~1b/1", lines: ["      {", '        "c": null', "      }"] },
    { pointer: "/data/empty", lines: ['    "empty": {}'] },
    { pointer: "/data/am", lines: [] },
    { pointer: "/customer/id", lines: [] },
    { pointer: "", lines: [] },
  ])("$pointer marks $lines", ({ pointer, lines }) => {
    expect(marked(body, pointer)).toEqual(lines);
    expect(showBody(JSON.stringify(body), pointer).isPointed).toBe(lines.length > 0);
  });

  test("is the JSON that anybody would write", () => {
    const { lines } = showBody(JSON.stringify(body), "");
    expect(lines.map(({ text }) => text).join("\n")).toBe(JSON.stringify(body, null, 2));
  });

  test("keeps the place of a secret and not the secret", () => {
    const { lines, isPointed } = showBody('{"data":{"token":"abc"}}', "/data/token");
    expect(isPointed).toBe(true);
    expect(JSON.stringify(lines)).not.toContain("abc");
  });

  test("a body that was cut off is shown as it is, without its secrets", () => {
    const { lines, isCut } = showBody('{"data":{"token":"abc","amo', "/data/token");
    expect(isCut).toBe(true);
    expect(lines.map(({ text }) => text).join("\n")).toBe('{"data":{"token":"••••","amo');
  });

  test("a body that is no object is shown too", () => {
    expect(showBody('"hello"', "").lines).toEqual([{ text: '"hello"', isMarked: false }]);
  });
});
