import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { catalog } from "@/lib/events/catalog";
import type { ComposableEvent } from "@/lib/messages/compose";

const folder = fileURLToPath(new URL("../../events/catalog", import.meta.url));

/** Every name that the catalog reads from `data`, found in its own source, so that no field is forgotten. */
export const readNames: readonly string[] = [
  ...new Set(
    readdirSync(folder).flatMap((file) => {
      const source = readFileSync(`${folder}/${file}`, "utf8");
      const calls = source.matchAll(/(?:In|links|story)\(([^()]*)\)/g);
      return [...calls].flatMap(([, inner = ""]) =>
        [...inner.matchAll(/"([a-z][A-Za-z0-9]{1,30})"/g)].map(([, name = ""]) => name),
      );
    }),
  ),
];

/** What people with bad intentions, or bad luck, send as text. */
export const hostileText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(..."<>&|*_~`:!@#^\n\u202Ea1👩‍👧 "), maxLength: 3_000 }),
  fc.constantFrom(
    "<!channel>",
    "<@U0>",
    "<https://evil.example|Pay>",
    "https://a.example/|><!here>",
    "&lt;!here&gt;",
    "<!subteam^S0>",
    "@everyone",
    "x".repeat(10_000),
  ),
);

const money = fc.record({
  amount: fc.constantFrom("0", "-1", "1", "99999999999999.123456", "10000"),
  currency: fc.constantFrom("USD", "JPY", "KWD", "XYZ"),
});
const instant = fc.constantFrom(
  "2026-11-30",
  "2026-11-21T09:29:00Z",
  "0001-01-01",
  "9999-12-31T23:59:59Z",
  0,
  1e12,
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1, 0.81, 5, "0", "-12.5", "3", 1e308, -1e308, 5e-324),
);
const thing = fc.record(
  {
    name: hostileText,
    code: hostileText,
    reason: hostileText,
    count: fc.nat(),
    amount: number,
    value: number,
    field: hostileText,
    from: hostileText,
  },
  { requiredKeys: [] },
);
const junk = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  { weight: 3, arbitrary: number },
  { weight: 2, arbitrary: money },
  { weight: 2, arbitrary: instant },
  fc.constantFrom(
    true,
    false,
    null,
    "draft",
    "critical",
    "red",
    "negative",
    "BILLING_ERROR",
    "approve",
    "deny",
  ),
  fc.array(fc.oneof(hostileText, number, thing, fc.constant(null)), { maxLength: 12 }),
  thing,
  fc.dictionary(hostileText, fc.oneof(hostileText, number), { maxKeys: 4 }),
);

const dataOf = fc.dictionary(
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...readNames) }, hostileText),
  junk,
  {
    minKeys: 0,
    maxKeys: 40,
  },
);

const customer = fc.oneof(
  fc.record(
    {
      id: hostileText,
      name: hostileText,
      email: hostileText,
      url: fc.oneof(hostileText, fc.webUrl()),
      tier: hostileText,
      mrr: fc.oneof(money, hostileText),
      owner: fc.oneof(fc.record({ email: hostileText }), hostileText),
    },
    { requiredKeys: [] },
  ),
  junk,
);

const entries = new Map(catalog.map((entry) => [entry.type, entry]));

/** Without what the door would refuse, so that the entry's own wording has to deal with the rest. */
function admitted(type: string, data: Record<string, unknown>): Record<string, unknown> {
  const rest = { ...data };
  const parsed = entries.get(type)?.data.safeParse(rest);
  if (!parsed || parsed.success) return rest;
  for (const { path } of parsed.error.issues) delete rest[String(path[0])];
  return rest;
}

/** Events of every type of the catalog, and of none, with junk in every field that the catalog reads. */
export const hostileEvent: fc.Arbitrary<ComposableEvent> = fc
  .record({
    type: fc.constantFrom(...catalog.map((entry) => entry.type), "order.shipped", "a"),
    externalId: hostileText,
    occurredAt: fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
    environment: fc.constantFrom("production" as const, "sandbox" as const),
    customer,
    data: dataOf,
  })
  .map((event) => ({ ...event, data: admitted(event.type, event.data) }));

/** What a project may have set. */
export const anyContext = fc.record(
  {
    style: fc.constantFrom("classic" as const, "standard" as const),
    locale: fc.constantFrom("en-US", "de-DE", "ja-JP", "ar-EG", "not a locale"),
    customerUrl: fc.constantFrom("https://app.example/c/{{ customer.id }}", "javascript:{{customer.id}}", ""),
    timeZone: fc.constantFrom("UTC", "Pacific/Kiritimati", "Not/AZone"),
  },
  { requiredKeys: [] },
);
