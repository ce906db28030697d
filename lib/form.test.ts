import { expect, test } from "vitest";
import { z } from "zod";
import { complaintsByField, listOf, readForm, ticked } from "./form";

function form(...entries: [string, string | Blob][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

test("texts come through, repeated names become a list", () => {
  expect(readForm(form(["name", "Kim"], ["scopes", "read"], ["scopes", "events:write"]))).toEqual({
    name: "Kim",
    scopes: ["read", "events:write"],
  });
});

test("files and Next's own fields are left out", () => {
  expect(readForm(form(["$ACTION_ID_x", ""], ["$ACTION_KEY", "k"], ["file", new Blob(["x"])]))).toEqual({});
});

test("NULs are dropped: the database has no place for them", () => {
  expect(readForm(form(["name", "K\u0000im\u0000"]))).toEqual({ name: "Kim" });
});

test("a name that means something to objects is only a name", () => {
  const values = readForm(form(["__proto__", "x"], ["constructor", "y"]));
  expect(Object.hasOwn(values, "__proto__")).toBe(true);
  expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
});

test("checkboxes: none, one and many are a list", () => {
  const schema = z.object({ scopes: listOf(z.enum(["a", "b"])) });
  expect(schema.parse({})).toEqual({ scopes: [] });
  expect(schema.parse({ scopes: "a" })).toEqual({ scopes: ["a"] });
  expect(schema.parse({ scopes: ["a", "b"] })).toEqual({ scopes: ["a", "b"] });
  expect(schema.safeParse({ scopes: "c" }).success).toBe(false);
});

test("one checkbox is a yes or a no", () => {
  const schema = z.object({ enabled: ticked });
  expect([schema.parse({ enabled: "on" }), schema.parse({}), schema.parse({ enabled: "" })]).toEqual([
    { enabled: true },
    { enabled: false },
    { enabled: false },
  ]);
});

test("complaints are gathered by input", () => {
  const issues = [
    { path: ["name"], message: "Too long." },
    { path: ["scopes", 1], message: "Unknown." },
    { path: ["name"], message: "Odd." },
    { path: [], message: "All of it." },
  ];
  expect(complaintsByField(issues)).toEqual({
    name: ["Too long.", "Odd."],
    scopes: ["Unknown."],
    "": ["All of it."],
  });
});
