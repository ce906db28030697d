import { describe, expect, test } from "vitest";
import { eventLimits, findDefect } from "./sanitize";

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

describe("a value that Postgres or a later reader could not bear", () => {
  test.each([
    { name: "NUL in a text", value: { data: { note: "a\u0000" } }, pointer: "/data/note" },
    { name: "NUL in a key", value: { "a\u0000": 1 }, pointer: "/a\u0000" },
    { name: "half of a surrogate pair", value: ["ok", "\ud83d"], pointer: "/1" },
    { name: "the second half alone", value: { x: "\ude00!" }, pointer: "/x" },
    { name: "__proto__", value: JSON.parse('{"a":{"__proto__":{"b":1}}}'), pointer: "/a/__proto__" },
    { name: "constructor", value: { constructor: 1 }, pointer: "/constructor" },
    { name: "a number that JSON cannot write back", value: { n: JSON.parse("1e400") }, pointer: "/n" },
    { name: "a key with a slash and a tilde", value: { "a/b~": "\u0000" }, pointer: "/a~1b~0" },
  ])("$name is named by its pointer", ({ value, pointer }) => {
    expect(findDefect(value)?.pointer).toBe(pointer);
  });

  test.each([
    { levels: eventLimits.depth, is: "accepted" },
    { levels: eventLimits.depth + 1, is: "refused" },
    { levels: 5_000, is: "refused" },
  ])("$levels levels are $is", ({ levels, is }) => {
    expect(findDefect(nested(levels)) === undefined ? "accepted" : "refused").toBe(is);
  });

  test.each([
    { keys: eventLimits.keysPerObject, is: "accepted" },
    { keys: eventLimits.keysPerObject + 1, is: "refused" },
  ])("$keys keys are $is", ({ keys, is }) => {
    const value = Object.fromEntries(Array.from({ length: keys }, (_, n) => [`k${n}`, n]));
    expect(findDefect(value) === undefined ? "accepted" : "refused").toBe(is);
  });

  test.each([
    { value: "emoji 😀 and 漢字" },
    { value: { a: [null, true, 1.5, { b: "" }] } },
    { value: null },
  ])("ordinary values pass", ({ value }) => {
    expect(findDefect(value)).toBeUndefined();
  });
});
