import { expect, test } from "vitest";
import { canonical, parseJson, storable } from "./json";

test("canonical text has sorted keys, no white space, and no undefined", () => {
  const value = { b: [1, undefined, { z: null, a: "ü" }], a: 1.5, "\u20ac": 1, "1": 2, none: undefined };
  expect(canonical(value)).toBe('{"1":2,"a":1.5,"b":[1,null,{"a":"ü","z":null}],"€":1}');
  expect(canonical(undefined)).toBe("null");
  expect(canonical(JSON.parse('{"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1}}');
});

test("what no JSON parser refuses survives the round trip", () => {
  const text = '{"a":"\\u0000\\ud800"}';
  expect(parseJson(canonical(parseJson(text)))).toEqual(parseJson(text));
  expect(parseJson("{")).toBeUndefined();
});

test("text for Postgres has neither NUL nor lone surrogates", () => {
  expect(storable("a\u0000b\ud800c😀")).toBe("a\ufffdb\ufffdc😀");
});
