import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localMoney } from "@/lib/messages/locale";
import { compileTemplate, inAddress } from "./engine";
import { TemplateFault } from "./fault";
import { filters } from "./filters";
import type { Format } from "./run";

const formatIn = (locale: string): Format => ({
  locale,
  timeZone: "Europe/Berlin",
  now: new Date("2026-11-21T09:00:00Z"),
  money: (money) => localMoney(money, locale),
});
const format = formatIn("en-US");

const data = {
  number: "INV-7",
  amountDue: { amount: "1299.00", currency: "USD" },
  bare: 42.5,
  share: 0.235,
  count: 1,
  none: null,
  isPaid: true,
  dueOn: "2026-12-01",
  lines: [{ name: "Seats" }, { name: "Storage" }, { name: "Calls" }],
  tags: ["a", "b"],
  empty: [],
  "my key": "quoted",
};
const customer = { id: "cus_1", name: "<b>Acme & Söhne</b>", label: "Acme" };
const roots = new Map<string, unknown>([
  ["data", data],
  ["customer", customer],
  ["customer-name", customer.name],
]);
const names = new Set(roots.keys());
const say = (source: string, given = format) => compileTemplate(source, names)(roots, given);

function faultOf(source: string): { at: string; message: string } {
  try {
    say(source);
  } catch (error) {
    if (error instanceof TemplateFault)
      return { at: `${error.line}:${error.column}`, message: error.message };
    throw error;
  }
  throw new Error(`“${source}” has no fault`);
}

describe("outputs", () => {
  it.each([
    ["Invoice {{ data.number }}!", "Invoice INV-7!"],
    ["{{ customer-name }}", "<b>Acme & Söhne</b>"],
    ["{{ data.amountDue }}", "$1,299.00"],
    ["{{ data.amountDue.currency }}", "USD"],
    ['{{ data["my key"] }}', "quoted"],
    ["{{ data.lines[1].name }} {{ data.lines.0.name }}", "Storage Seats"],
    ["{{ data.tags }}", "a, b"],
    ["{{ data.lines }}", "Seats, Storage, Calls"],
    ["{{ data.isPaid }} {{ data.count }}", "yes 1"],
    ["[{{ data.none }}{{ data.nowhere.at.all }}]", "[]"],
    ["a {{- data.count -}} b", "a1b"],
    ["{{ '}}' }}", "}}"],
    ["{ {data} } {%if data.count%}x{%endif%}", "{ {data} } x"],
  ])("%s", (source, expected) => expect(say(source)).toBe(expected));

  it("puts a value into an address without letting it change it", () => {
    const roots = new Map<string, unknown>([["data", { id: "a/b?c=d#e", url: "https://x.example/p?q=1" }]]);
    const address = (source: string) => compileTemplate(source, new Set(["data"]), inAddress)(roots, format);
    expect(address("https://app.example/c/{{ data.id }}")).toBe("https://app.example/c/a%2Fb%3Fc%3Dd%23e");
    expect(address("{{ data.url }}")).toBe("https://x.example/p?q=1");
  });
});

describe("filters", () => {
  it.each([
    ["{{ data.number | downcase }}", "inv-7"],
    ["{{ 'ß' | upcase }}", "SS"],
    ["{{ 'über' | capitalize }}", "Über"],
    ["{{ 'abcdef' | truncate: 4 }}", "abc…"],
    ["{{ data.none | default: 'nobody' }}", "nobody"],
    ["{{ data.none | upcase | default: 'nobody' }}", "nobody"],
    ["{{ data.dueOn | date }}", "Dec 1, 2026"],
    ['{{ data.dueOn | date: "full" }}', "Tuesday, December 1, 2026"],
    ['{{ "2026-11-21T23:30:00Z" | date: "iso" }}', "2026-11-21T23:30:00.000Z"],
    ['{{ "2026-11-21T23:30:00Z" | date }}', "Nov 22, 2026"],
    ['{{ data.bare | money: "EUR" }}', "€42.50"],
    ["{{ 1234567.891 | number }}", "1,234,567.891"],
    ["{{ 1234.5 | number: 2 }}", "1,234.50"],
    ["{{ data.share | percent }}", "23.5 %"],
    ['{{ data.count | plural: "seat" }} {{ 2 | plural: "foot", "feet" }}', "seat feet"],
    ['{{ data.tags | join: " + " }}', "a + b"],
    ["{{ data.tags | first }}{{ data.tags | last }}", "ab"],
    ["{{ data.lines | size }} {{ 'four' | size }}", "3 4"],
    ["{{ 2.345 | round: 2 }} {{ 2.5 | round }}", "2.35 3"],
  ])("%s", (source, expected) => expect(say(source)).toBe(expected));

  it("write as the locale does", () => {
    expect(say("{{ data.amountDue }} {{ 1234.5 | number }}", formatIn("de-DE"))).toBe(
      "1.299,00\u00A0$ 1.234,5",
    );
    expect(say("{{ data.dueOn | date }}", formatIn("de-DE"))).toBe("1. Dez. 2026");
  });

  it.each([
    ["{{ data.number | money }}", "needs an amount with its currency"],
    ["{{ data.number | number }}", "needs a number"],
    ["{{ data.number | date }}", "needs a day"],
    ['{{ data.dueOn | date: "rot13" }}', "knows"],
    ["{{ 'x' | truncate: 'y' }}", "whole number"],
  ])("%s does not pretend", (source, words) => expect(faultOf(source).message).toContain(words));
});

describe("conditions and loops", () => {
  it.each([
    ["{% if data.count == 1 and data.isPaid %}yes{% else %}no{% endif %}", "yes"],
    ["{% if false or true and false %}yes{% else %}no{% endif %}", "no"],
    ["{% if data.amountDue > 1000 %}large{% elsif data.amountDue > 10 %}small{% endif %}", "large"],
    ["{% if data.none %}a{% elsif data.empty %}b{% else %}c{% endif %}", "c"],
    ['{% if "10" > 9 %}number{% endif %}', "number"],
    ["{% if data.number > 9 %}odd{% endif %}", ""],
    ["{% unless data.none %}nothing{% endunless %}", "nothing"],
    ['{% if data.tags contains "b" and data.number contains "INV" %}both{% endif %}', "both"],
    ["{% if data.lines | size >= 3 %}many{% endif %}", "many"],
    ["{% if data.nowhere == nil %}none{% endif %}", "none"],
    [
      "{% for line in data.lines limit: 2 %}{{ forloop.index }}.{{ line.name }}{% unless forloop.last %}, {% endunless %}{% endfor %}",
      "1.Seats, 2.Storage",
    ],
    ["{% for line in data.empty %}x{% else %}none{% endfor %}", "none"],
    ["{% for x in data.number %}x{% endfor %}", ""],
    [
      "{% for a in data.tags %}{% for b in data.tags %}{{ a }}{{ b }} {% endfor %}{% endfor %}",
      "aa ab ba bb ",
    ],
  ])("%s", (source, expected) => expect(say(source)).toBe(expected));
});

describe("faults", () => {
  it.each([
    ["one\ntwo {{ data.", "2:5", "never closed"],
    ["{{ data. }}", "1:9", "name is missing"],
    ["{{ }}", "1:3", "value is missing"],
    ["{{ invoice.total }}", "1:4", "There is no “invoice”"],
    ["{{ data.x | shout }}", "1:13", "no filter “shout”"],
    ["{{ data.x | upcase: 1 }}", "1:13", "no value"],
    ["{{ data.x data.y }}", "1:11", "not expected"],
    ["{{ 'open }}", "1:1", "never closed"],
    ["{{ data.§ }}", "1:9", "no meaning"],
    ["{% if data.x %}", "1:4", "never closed"],
    ["{% if data.x %}{% endfor %}", "1:19", "no tag here"],
    ["{% assign x = 1 %}", "1:4", "no tag here"],
    ["{% if data.x %}{% else %}{% elsif data.y %}{% endif %}", "1:29", "no tag here"],
    ["{% for x of data.lines %}{% endfor %}", "1:10", "“in” is missing"],
    ["{% for x in data.lines limit: y %}{% endfor %}", "1:31", "whole number"],
    ["{{ line.name }}{% for line in data.lines %}{% endfor %}", "1:4", "There is no “line”"],
    [`{{ data${".a".repeat(17)} }}`, "1:4", "16 parts"],
  ])("%s", (source, at, words) => {
    const fault = faultOf(source);
    expect(fault.message).toContain(words);
    expect(fault.at).toBe(at);
  });
});

describe("limits", () => {
  const many = { long: "x".repeat(200_000), items: Array.from({ length: 5_000 }, (_, index) => index) };
  const roots = new Map<string, unknown>([["data", many]]);
  const run = (source: string) => () => compileTemplate(source, new Set(["data"]))(roots, format);

  it("of the source", () => {
    expect(run("x".repeat(20_000))()).toHaveLength(20_000);
    expect(run("x".repeat(20_001))).toThrow("20,000 characters");
  });
  it("of the output", () => {
    expect(run("{{ data.long }}")()).toHaveLength(200_000);
    expect(run("{{ data.long }}{{ data.long }}")).toThrow("longer than 256 kB");
  });
  it("of the steps of all loops together", () => {
    expect(run("{% for a in data.items limit: 1000 %}.{% endfor %}")()).toHaveLength(1_000);
    expect(run("{% for a in data.items limit: 1001 %}.{% endfor %}")).toThrow("1,000 steps");
    expect(
      run("{% for a in data.items limit: 40 %}{% for b in data.items limit: 40 %}.{% endfor %}{% endfor %}"),
    ).toThrow("1,000 steps");
  });
  it("of the nesting", () => {
    const nested = (depth: number) => `${"{% if data %}".repeat(depth)}.${"{% endif %}".repeat(depth)}`;
    expect(run(nested(32))()).toBe(".");
    expect(run(nested(33))).toThrow("32 deep");
  });
  it.each([
    "{% for a in data.items limit: 1000 %}{{ data.long | upcase | size }}{% endfor %}",
    "{% for a in data.items limit: 1000 %}{% if data.long contains 'y' %}y{% endif %}{% endfor %}",
    "{% for a in data.items limit: 1000 %}{{ data.items | join | size }}{% endfor %}",
    `{% for a in data.items limit: 1000 %}${"{{ a }}".repeat(2_000)}{% endfor %}`,
    `{% for a in data.items limit: 1000 %}{% if ${"1 and ".repeat(3_000)}1 %}{% endif %}{% endfor %}`,
  ])("of the work: %.60s", (source) => {
    expect(run(source)).toThrow(TemplateFault);
  });
});

describe("any template on any data", () => {
  const words = fc.constantFrom(
    ..."{{ |}} |{% |%}|if |elsif |else|endif|unless |endunless|for |endfor|in |limit: |and |or |contains |data|customer|customer-name|.|[|]|0|12|-3.5|\"|'|== |< |>= |, |: | | |x|__proto__|constructor|toString|prototype|\n"
      .split("|")
      .concat("| ", ...[...filters.keys()].map((name) => `| ${name} `)),
  );
  const templates = fc.oneof(
    fc.array(words, { maxLength: 40 }).map((parts) => parts.join("")),
    fc
      .array(words, { maxLength: 6 })
      .map(
        (parts) =>
          `{% for x in data.list %}{{ x.${parts.join("").replaceAll(/[^\w.|: ]/g, "")} }}{% endfor %}`,
      ),
    fc.string(),
  );

  it("throws its own fault or nothing, and stays within its limits", () => {
    fc.assert(
      fc.property(templates, fc.jsonValue(), fc.array(fc.jsonValue()), (source, value, list) => {
        const roots = new Map<string, unknown>([
          ["data", { x: value, list }],
          ["customer", value],
        ]);
        try {
          const text = compileTemplate(source, names)(roots, format);
          expect(text.length).toBeLessThanOrEqual(256 * 1024);
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateFault);
          if (!(error instanceof TemplateFault)) return;
          expect(error.line).toBeGreaterThan(0);
          expect(error.column).toBeGreaterThan(0);
          expect(error.message).not.toBe("");
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("reaches no prototype", () => {
    const owned = [
      "__proto__",
      "constructor",
      "prototype",
      "toString",
      "valueOf",
      "hasOwnProperty",
      "length",
    ];
    const holders = ["data", "data.tags", "data.number", "data.lines[0]", "data.bare", "customer"];
    for (const holder of holders) {
      for (const name of owned) {
        expect(say(`[{{ ${holder}.${name} }}{{ ${holder}["${name}"] }}]`)).toBe("[]");
        expect(say(`[{{ ${holder}.${name}.${name} }}{% if ${holder}.${name} %}x{% endif %}]`)).toBe("[]");
      }
    }
    for (const name of owned) expect(faultOf(`{{ ${name} }}`).message).toContain("There is no");
  });
});
