import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minorDigitsOf } from "./currency";
import { formatMoney, isPositive, parseMoney } from "./money";

const write = (value: unknown, style?: "full" | "short") => {
  const money = parseMoney(value);
  return money && formatMoney(money, style);
};

describe("formatMoney", () => {
  it.each([
    [{ amount: "5.99", currency: "USD" }, "$5.99", "$5.99"],
    [{ amount: "4200", currency: "USD" }, "$4,200.00", "$4,200"],
    [{ amount: "4200.00", currency: "usd" }, "$4,200.00", "$4,200"],
    [{ amount: "1299.5", currency: "EUR" }, "€1,299.50", "€1,299.50"],
    [{ amount: "0", currency: "GBP" }, "£0.00", "£0"],
    [{ amount: "-5.99", currency: "USD" }, "-$5.99", "-$5.99"],
    [{ amount: "1299", currency: "JPY" }, "¥1,299", "¥1,299"],
    [{ amount: "1299.00", currency: "JPY" }, "¥1,299", "¥1,299"],
    [{ amount: "1.5", currency: "KWD" }, "KWD 1.500", "KWD 1.500"],
    [{ amount: "12", currency: "KWD" }, "KWD 12.000", "KWD 12"],
    [{ amount: "0.0025", currency: "USD" }, "$0.0025", "$0.0025"],
    [{ amount: "007.10", currency: "CAD" }, "CA$7.10", "CA$7.10"],
    [
      { amount: "90071992547409930.07", currency: "USD" },
      "$90,071,992,547,409,930.07",
      "$90,071,992,547,409,930.07",
    ],
    [{ amount: 129.5, currency: "USD" }, "$129.50", "$129.50"],
    [{ amountMinor: 420000, currency: "USD" }, "$4,200.00", "$4,200"],
    [{ amountMinor: 5, currency: "USD" }, "$0.05", "$0.05"],
    [{ amountMinor: -5, currency: "USD" }, "-$0.05", "-$0.05"],
    [{ amountMinor: 1299, currency: "JPY" }, "¥1,299", "¥1,299"],
    [{ amountMinor: 1500, currency: "KWD" }, "KWD 1.500", "KWD 1.500"],
    [{ amountMinor: 1500, currency: "IQD" }, "IQD 1.500", "IQD 1.500"],
    [
      { amountMinor: "9007199254740993001", currency: "USD" },
      "$90,071,992,547,409,930.01",
      "$90,071,992,547,409,930.01",
    ],
  ])("writes %j as %s, or %s in a sentence", (value, full, short) => {
    expect(write(value)).toBe(full);
    expect(write(value, "short")).toBe(short);
  });

  it("keeps every minor unit of every amount", () => {
    const currency = fc.constantFrom("USD", "JPY", "KWD", "CLF", "EUR", "XYZ");
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), currency, (minor, code) => {
        const text = write({ amountMinor: String(minor), currency: code }) ?? "";
        const digits = text.slice(text.search(/\d/)).replace(/[,.]/g, "");
        expect(BigInt(digits) * (text.startsWith("-") ? -1n : 1n)).toBe(minor);
        expect(text.split(".")[1]?.length ?? 0).toBe(minorDigitsOf(code));
      }),
    );
  });
});

describe("parseMoney", () => {
  it.each([
    ["nothing", null],
    ["text", "5.99"],
    ["no currency", { amount: "5.99" }],
    ["no amount", { currency: "USD" }],
    ["a long currency", { amount: "5.99", currency: "DOLLAR" }],
    ["an exponent", { amount: "1e3", currency: "USD" }],
    ["a comma", { amount: "1,299.00", currency: "USD" }],
    ["not a number", { amount: Number.NaN, currency: "USD" }],
    ["a number with more digits than a double keeps", { amount: 1234567890.1234567, currency: "USD" }],
    ["a fraction of a minor unit", { amountMinor: 1.5, currency: "USD" }],
    ["an unsafe integer", { amountMinor: 2 ** 53, currency: "USD" }],
    ["an inherited amount", Object.create({ amount: "1", currency: "USD" })],
  ])("refuses %s", (_, value) => {
    expect(parseMoney(value)).toBeUndefined();
  });
});

it.each([
  ["0.01", true],
  ["0", false],
  ["0.000", false],
  ["-1", false],
])("%s is above zero: %s", (amount, positive) => {
  expect(isPositive({ amount, currency: "USD" })).toBe(positive);
});
