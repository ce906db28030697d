import { z } from "zod";
import { type Environment, environments } from "@/db/enums";
import { compose } from "@/lib/messages/compose";
import type { Scalar } from "@/lib/routing/equality";
import { firingData } from "./firing-data";
import type { Firing, Observation, RuleCustomer } from "./observation";
import type { Rule } from "./schema";

/** The event types that rules tell with. `ended`: the story is closed without being over, because its rule is gone or switched off. */
export const firingTypes = {
  triggered: "rule.triggered",
  step: "rule.step_reached",
  repeated: "rule.still_firing",
  recovered: "rule.recovered",
} as const satisfies Record<Firing["kind"], string>;
export const endedType = "rule.ended";

/** What a firing is told from. */
export type ToldFiring = {
  rule: Rule;
  firing: Firing;
  /** What was seen when it fired; its `customer` is whom the event is about. */
  observation: Observation;
  /** The project's. */
  timeZone: string;
  /** Unique within the project: the id that the event is recorded under, such as `bellwire:` and the key. At most 255 characters. */
  id: string;
  /** The meter's unit, if it has one. */
  unit?: string | null | undefined;
  /** The values of the last windows, oldest first and this one last, at most eight: the text bar. Exact decimals, null where nothing was. */
  series?: readonly (string | null)[] | undefined;
  /** Of `balance`: what is used in a day, by the pace of the last seven. An exact decimal. */
  burnPerDay?: string | null | undefined;
  /** Of `unknown`: everything that is told together. Left out: the firing's name alone. */
  entities?: readonly string[] | undefined;
};

/** A firing as an event, ready for the one door in. */
export type FiringEvent = {
  id: string;
  type: string;
  occurredAt: string;
  environment: Environment;
  customer?: { id: string; [key: string]: unknown };
  data: Record<string, unknown>;
};

const isScalar = (value: unknown): value is Scalar =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

const mostAttributes = 50;

function scalarsOf(value: unknown): Record<string, Scalar> {
  if (typeof value !== "object" || value === null) return {};
  const scalars = Object.entries(value).filter((entry): entry is [string, Scalar] => isScalar(entry[1]));
  return Object.fromEntries(scalars.slice(0, mostAttributes));
}

/** The fields of a customer that events carry; what is not known is left out. */
const carried = ["name", "email", "url", "tier", "mrr", "owner", "zone", "healthScore", "renewalOn"] as const;

const withoutNulls = (value: unknown): unknown =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null))
    : value;

/** Whom it is about, as an event says it: what routes, templates and messages need, and no more. */
function customerOf(customer: RuleCustomer): { id: string; [key: string]: unknown } {
  const known = carried.flatMap((field) => {
    const value = customer[field];
    return value === undefined || value === null ? [] : [[field, withoutNulls(value)] as const];
  });
  const attributes = scalarsOf(customer.attributes);
  return {
    id: customer.id,
    ...Object.fromEntries(known),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}

/** A firing as the event that tells it: type, customer, data, the case that it belongs to. Pure; the same firing is the same event. */
export function firingEvent(told: ToldFiring): FiringEvent {
  const { rule, firing, observation, id } = told;
  const { customer, customerId } = observation;
  const known = customer ?? (customerId === "" ? null : { id: customerId });
  const occurredAt = new Date(firing.at);
  const said = {
    type: firingTypes[firing.kind],
    environment: rule.environment,
    ...(known ? { customer: customerOf(known) } : {}),
  };
  const data = firingData(told);
  const { text } = compose(
    { ...said, data, externalId: id, occurredAt },
    { now: occurredAt, timeZone: told.timeZone },
  );
  return { ...said, id, occurredAt: occurredAt.toISOString(), data: { ...data, reason: text } };
}

const keptFiring = z.object({
  id: z.string(),
  type: z.string(),
  occurredAt: z.string(),
  environment: z.enum(environments),
  customer: z.object({ id: z.string() }).optional(),
  data: z.record(z.string(), z.unknown()),
});

const essential = ["ruleId", "rule", "kind", "severity", "caseKey", "reason", "condition", "signal"];

/**
 * A kept firing in fewer words, for one whose data could not be recorded whole: better told plainly than not at all.
 * @throws when it is none.
 */
export function plainFiring(stored: unknown): FiringEvent {
  const { customer, data, ...rest } = keptFiring.parse(stored);
  const few = essential.flatMap((name) => {
    const value = data[name];
    return typeof value === "string" ? [[name, value.slice(0, 500)] as const] : [];
  });
  return { ...rest, ...(customer && { customer }), data: Object.fromEntries(few) };
}
