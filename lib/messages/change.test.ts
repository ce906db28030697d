import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reaches, usualBounds } from "./bounds";
import { changeOfMoney, changeOfNumber, directionOf, signedPercent } from "./change";
import { customerUrlOf } from "./customer-url";
import { isAtLeast, shareOf, subtract } from "./money-math";
import { penFor } from "./pen";
import { sparkline } from "./sparkline";

const pen = penFor({ now: new Date("2026-11-21T09:00:00Z"), timeZone: "UTC" });
const usd = (amount: string) => ({ amount, currency: "USD" });
const eur = (amount: string) => ({ amount, currency: "EUR" });

it.each([
  [72, 54, undefined, "72 → 54 (-18)"],
  [54, 76, undefined, "54 → 76 (+22)"],
  [1000, 770, "percent", "1,000 → 770 (-230, -23 %)"],
  [0, 770, "percent", "0 → 770 (+770)"],
  [5, 5, "percent", "5 → 5 (+0, +0 %)"],
] as const)("from %s to %s (%s): %s", (from, to, unit, expected) => {
  expect(changeOfNumber(pen, from, to, unit)).toBe(expected);
});

it.each([
  [usd("29"), usd("99.00"), "$29.00 → $99.00 (+$70.00)"],
  [usd("899.00"), usd("499"), "$899.00 → $499.00 (-$400.00)"],
  [eur("29.00"), usd("29.00"), "€29.00 → $29.00"],
])("from %j to %j: %s", (from, to, expected) => {
  expect(changeOfMoney(pen, from, to)).toBe(expected);
});

it.each([
  [usd("1"), usd("2"), "up"],
  [usd("2.01"), usd("2"), "down"],
  [usd("2.0"), usd("2"), undefined],
  [usd("2"), eur("3"), undefined],
] as const)("%j to %j goes %s", (from, to, expected) => {
  expect(directionOf(from, to)).toBe(expected);
});

it("a share has its sign", () => {
  expect([signedPercent(pen, 0.12), signedPercent(pen, -0.43)]).toEqual(["+12 %", "-43 %"]);
});

describe("sums of money", () => {
  const amount = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 6 }));
  const decimal = ([units, digits]: [bigint, number]) => {
    const text = String(units < 0n ? -units : units).padStart(digits + 1, "0");
    const whole = text.slice(0, text.length - digits);
    return `${units < 0n ? "-" : ""}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ""}`;
  };

  it("are exact: what is taken away and compared adds up", () => {
    fc.assert(
      fc.property(amount, amount, (left, right) => {
        const [one, other] = [usd(decimal(left)), usd(decimal(right))];
        const rest = subtract(one, other);
        const scale = 10n ** 6n;
        const scaled = ([units, digits]: [bigint, number]) => units * (scale / 10n ** BigInt(digits));
        const expected = scaled(left) - scaled(right);
        const [whole = "0", fraction = ""] = (rest?.amount ?? "").replace("-", "").split(".");
        const found = BigInt(whole + fraction.padEnd(6, "0")) * (rest?.amount.startsWith("-") ? -1n : 1n);
        expect(found).toBe(expected);
        expect(isAtLeast(one, other)).toBe(expected >= 0n);
      }),
    );
  });

  it.each([
    [usd("375000.00"), usd("500000"), 0.75],
    [usd("1"), usd("0"), undefined],
    [usd("1"), eur("2"), undefined],
  ])("%j of %j is %s", (part, whole, expected) => {
    expect(shareOf(part, whole)).toBe(expected);
  });

  it.each([
    [usd("9999.99"), false],
    [usd("10000"), true],
    [usd("10000.01"), true],
    [{ amount: "10000", currency: "JPY" }, false],
    [undefined, false],
  ])("%j reaches the bound of a large invoice: %s", (money, expected) => {
    expect(reaches(money, usualBounds.largeInvoice)).toBe(expected);
  });
});

it.each([
  [[0, 1, 2, 3, 4, 5, 6], "▁▂▃▄▅▆▇"],
  [[0, 0], "▁▁"],
  [[10, -5], "▇▁"],
  [[1], undefined],
  [[], undefined],
])("%j is drawn %s", (values, expected) => {
  expect(sparkline(values)).toBe(expected);
});

it("draws the last 24 values at most", () => {
  expect(sparkline(Array.from({ length: 40 }, (_, at) => at))).toHaveLength(24);
});

describe("a customer's page by the project's pattern (OCT-8)", () => {
  it.each([
    ["https://app.example/c/{{ customer.id }}", "cus 1/2", "https://app.example/c/cus%201%2F2"],
    [
      "https://app.example/c/{{customer.id}}?tab={{ customer.id }}",
      "$&",
      "https://app.example/c/%24%26?tab=%24%26",
    ],
    ["https://app.example/customers", "cus_1", undefined],
    ["javascript:alert('{{ customer.id }}')", "cus_1", undefined],
    ["https://app.example/c/{{ customer.id }}", undefined, undefined],
    [undefined, "cus_1", undefined],
  ])("%s with %s is %s", (pattern, id, expected) => {
    expect(customerUrlOf(pattern, id)).toBe(expected);
  });
});

describe("a pen", () => {
  const german = penFor({
    now: new Date("2026-11-21T09:00:00Z"),
    timeZone: "Europe/Berlin",
    locale: "de-DE",
  });
  it("writes as the project's locale does", () => {
    expect(german.money(usd("4200.50"))).toBe("4.200,50\u00a0$");
    expect(german.money({ amount: "1299", currency: "JPY" })).toBe("1.299\u00a0¥");
    expect(german.number(1042.5)).toBe("1.042,5");
    expect(german.percent(0.235)).toBe("23,5 %");
    expect(german.day("2026-11-30T23:30:00Z")).toBe("1. Dez.");
  });

  it("writes as the house does in a locale that nobody knows", () => {
    const odd = penFor({ now: new Date(0), timeZone: "UTC", locale: "not a locale" });
    expect([odd.number(1042), odd.money(usd("5")), odd.day("1970-02-01")]).toEqual([
      "1,042",
      "$5.00",
      "1 Feb",
    ]);
  });
});
