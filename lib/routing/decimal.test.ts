import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareDecimals, type Decimal, decimalKey, decimalOf } from "./decimal";

function read(value: unknown): Decimal {
  const decimal = decimalOf(value);
  if (!decimal) throw new Error(`${value} is no decimal`);
  return decimal;
}

/** The same order by whole numbers of any size, as a second opinion. */
function compareExactly(left: string, right: string): number {
  const scaled = (text: string) => {
    const [whole = "", fraction = ""] = text.replace("-", "").split(".");
    const size = BigInt(whole + fraction.padEnd(20, "0"));
    return text.startsWith("-") ? -size : size;
  };
  const difference = scaled(left) - scaled(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const decimalText = fc
  .tuple(fc.boolean(), fc.bigInt(0n, 10n ** 20n), fc.bigInt(0n, 10n ** 6n), fc.nat(6))
  .map(
    ([negative, whole, fraction, zeros]) => `${negative ? "-" : ""}${whole}.${"0".repeat(zeros)}${fraction}`,
  );

describe("decimals", () => {
  test.each([
    ["1299.00", 1299],
    ["0.10", 0.1],
    ["-0", 0],
    ["007", 7],
    ["+5", "5.0"],
    [1e21, "1000000000000000000000"],
    [1.5e-7, "0.00000015"],
    [-2.5e22, "-25000000000000000000000"],
  ])("%s equals %s", (left, right) => {
    expect(compareDecimals(read(left), read(right))).toBe(0);
    expect(decimalKey(read(left))).toBe(decimalKey(read(right)));
  });

  test.each([
    ["9007199254740993", "9007199254740992"],
    ["0.1", "0.09"],
    ["10", "9"],
    ["-9", "-10"],
    ["0", "-0.01"],
    ["0.30000000000000004", "0.3"],
  ])("%s is more than %s", (more, less) => {
    expect(compareDecimals(read(more), read(less))).toBeGreaterThan(0);
    expect(compareDecimals(read(less), read(more))).toBeLessThan(0);
  });

  test.each([
    ["1e5"],
    [" 5"],
    ["5."],
    [".5"],
    ["1,000"],
    ["0x10"],
    [""],
    ["NaN"],
    [Number.NaN],
    [Infinity],
    [true],
    [null],
    [{}],
    ["9".repeat(41)],
  ])("%s is none", (value) => expect(decimalOf(value)).toBeUndefined());

  test("are ordered exactly, whatever their length", () => {
    fc.assert(
      fc.property(decimalText, decimalText, (left, right) => {
        expect(Math.sign(compareDecimals(read(left), read(right)))).toBe(compareExactly(left, right));
      }),
    );
  });

  test("order every pair of numbers as numbers are ordered", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, (left, right) => {
        expect(Math.sign(compareDecimals(read(left), read(right)))).toBe(
          left < right ? -1 : left > right ? 1 : 0,
        );
      }),
    );
  });
});
