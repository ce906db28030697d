import { expect, test } from "vitest";
import { readCursor, writeCursor } from "./cursor";

test.each([
  { isPrivate: false, name: "billing-alerts", id: "C0123456789" },
  { isPrivate: true, name: '請求 "quoted", [x]', id: "C1" },
])("a cursor comes back as it went: %o", (cursor) => expect(readCursor(writeCursor(cursor))).toEqual(cursor));

test.each([
  undefined,
  "",
  "[",
  "[]",
  "x",
  '[true,"a"]',
  '[1,"a","b"]',
  '["a","b","c"]',
  "null",
  '{"a":1}',
  `[true,"${"x".repeat(201)}","C1"]`,
])("%j is none", (text) => expect(readCursor(text)).toBeUndefined());
