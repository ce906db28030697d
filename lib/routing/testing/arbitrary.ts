import fc from "fast-check";
import { operators } from "../condition";
import type { PlaybookDestination, PlaybookRoute } from "../decide";
import type { RoutableEvent } from "../field";
import { type Filter, parseFilter } from "../filter";

/** Values from a small pool, so that they meet: numbers and the texts that look like them above all. */
const scalar = fc.constantFrom<string | number | boolean>(
  5,
  "5",
  "5.0",
  5.5,
  -1,
  "-1",
  0,
  "007",
  "7",
  "growth",
  "Growth",
  "",
  true,
  false,
  1e21,
);

const fields = [
  "data.n",
  "data.n",
  "data.deep.n",
  "customer.tier",
  "type",
  "environment",
  "data.list",
  "data.gone",
];
const day = fc.constantFrom("2026-01-01", "2026-06-01T00:00:00Z");

const condition = fc
  .record({
    field: fc.constantFrom(...fields),
    operator: fc.constantFrom(...operators, "eq" as const, "eq" as const, "gt" as const),
    value: fc.oneof(scalar, scalar, scalar, fc.array(scalar, { minLength: 1, maxLength: 3 }), day),
  })
  .filter((candidate) => parseFilter(candidate).ok)
  .map((candidate): Filter => readValid(candidate));

function readValid(candidate: unknown): Filter {
  const parsed = parseFilter(candidate);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.filter;
}

const { tree } = fc.letrec<{ tree: Filter }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    condition,
    fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((all): Filter => ({ all })),
    fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((all): Filter => ({ all })),
    fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((any): Filter => ({ any })),
    tie("tree").map((not): Filter => ({ not })),
  ),
}));

/** Any filter that may be saved. */
export const anyFilter = tree;

/** Any event, with values that the filters look at. */
export const anyEvent: fc.Arbitrary<RoutableEvent> = fc.record({
  type: fc.constantFrom("invoice.paid", "invoice.failed", "invoice.line.added", "trial.ended"),
  source: fc.constant("api"),
  environment: fc.constantFrom("production", "sandbox"),
  externalId: fc.constant("x"),
  occurredAt: fc.constant(new Date("2026-03-01T00:00:00Z")),
  customer: fc.option(fc.record({ tier: scalar }, { requiredKeys: [] })),
  data: fc.record(
    {
      n: fc.oneof(scalar, fc.constant(null), day),
      deep: fc.record({ n: scalar }),
      list: fc.array(scalar, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  ),
});

const eventTypes = fc.uniqueArray(
  fc.constantFrom("invoice.paid", "invoice.*", "invoice.line.*", "trial.ended", "*"),
  { minLength: 1, maxLength: 3 },
);

const destination = (position: number, enabled: boolean, acceptsSandbox: boolean): PlaybookDestination => ({
  id: `dst_${position}`,
  kind: "slack_webhook",
  name: `Destination ${position}`,
  lane: `slackhook:${position}`,
  enabled,
  acceptsSandbox,
  isBroken: false,
});

/** One destination of each kind of willingness. */
export const someDestinations = [
  destination(0, true, true),
  destination(1, true, false),
  destination(2, false, true),
];

/** Enough routes that the index has something to rule out. */
export const anyRoutes: fc.Arbitrary<PlaybookRoute[]> = fc
  .array(
    fc.record({
      enabled: fc.constantFrom(true, true, true, false),
      eventTypes,
      filter: fc.option(anyFilter, { freq: 8 }),
      destinationId: fc.constantFrom(...someDestinations.map(({ id }) => id)),
    }),
    { minLength: 1, maxLength: 60, size: "max" },
  )
  .map((routes) =>
    routes.map((route, position) => ({ ...route, id: `rte_${position}`, name: `Route ${position}` })),
  );
