import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "./parse";

const cellsOf = (text: string) => parseCsv(text, 100).records.map(({ cells }) => cells);

describe("parseCsv", () => {
  test.each([
    [
      "a,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["\uFEFFa,b\n", [["a", "b"]]],
    ['"a ""quoted"" one",", and\nmore"', [['a "quoted" one', ", and\nmore"]]],
    [
      "a,,\n,,b",
      [
        ["a", "", ""],
        ["", "", "b"],
      ],
    ],
    ["\n\na\n\n", [["a"]]],
    ['""\n"",x', [["", "x"]]],
    ["a\rb,c", [["a\rb", "c"]]],
    ["", []],
  ])("%j", (text, expected) => {
    expect(cellsOf(text)).toEqual(expected);
  });

  test.each([
    ['a\n"b', { line: 2, message: "has a quote that is never closed" }],
    ['a\n"b\nc"d', { line: 3, message: "has text after a closing quote" }],
    ['a\nb"c', { line: 2, message: "has a quote in a cell that is not quoted" }],
  ])("%j is not CSV", (text, error) => {
    expect(parseCsv(text, 100)).toMatchObject({ error, records: [{ cells: ["a"] }] });
  });

  test("names the line that a record begins on", () => {
    expect(parseCsv('h\n"one\ntwo"\n\nlast', 100).records.map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  test("reads no more than it is told to, and says so", () => {
    expect(parseCsv("a\nb\nc", 2)).toMatchObject({
      isCut: true,
      records: [{ cells: ["a"] }, { cells: ["b"] }],
    });
    expect(parseCsv("a\nb\n", 2).isCut).toBe(false);
  });

  test("reads back whatever is written by the rules", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", " ", "é"), maxLength: 8 });
    const row = fc.array(cell, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.constantFrom("\n", "\r\n"), (rows, end) => {
        const written = rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
        expect(cellsOf(written.map((line) => line + end).join(""))).toEqual(rows);
      }),
    );
  });
});
