import { formatInstant } from "@/lib/messages/format";
import type { Reason } from "@/lib/routing/reason";

/** A mute as planning needs it. What it does not name it does not ask about. */
export type Mute = {
  id: string;
  customerId: string | null;
  ruleId: string | null;
  routeId: string | null;
  destinationId: string | null;
  until: Date;
  by: string;
};

/** What is about to be told. */
export type Muteable = {
  customerId: string | null;
  /** The rule that it tells of. */
  ruleId: string | null;
  routeId: string | null;
  destinationId: string;
};

/** The mutes of a project, ready to be asked: most name one customer, so those are found by it. */
export type Mutes = { byCustomer: ReadonlyMap<string, readonly Mute[]>; others: readonly Mute[] };

export function compileMutes(mutes: readonly Mute[]): Mutes {
  const named = mutes.filter(({ customerId }) => customerId !== null);
  return {
    byCustomer: Map.groupBy(named, ({ customerId }) => customerId ?? ""),
    others: mutes.filter(({ customerId }) => customerId === null),
  };
}

const covers = (mute: Mute, about: Muteable) =>
  (["customerId", "ruleId", "routeId", "destinationId"] as const).every(
    (part) => mute[part] === null || mute[part] === about[part],
  );

/** The mute that keeps something from being told; of several the one that lasts longest. One that has ended keeps nothing. */
export function muteOf(mutes: Mutes, about: Muteable, now: Date): Mute | undefined {
  const asked = [...mutes.others, ...(mutes.byCustomer.get(about.customerId ?? "") ?? [])];
  return asked
    .filter((mute) => mute.until > now && covers(mute, about))
    .reduce<Mute | undefined>((best, mute) => (best && best.until >= mute.until ? best : mute), undefined);
}

const nouns = {
  customerId: "The customer",
  ruleId: "The rule",
  routeId: "The route",
  destinationId: "The destination",
} as const;

/** Why something was not told, for people. */
export function mutedReason(mute: Mute): Reason {
  const [part = "customerId", ...more] = (
    ["customerId", "ruleId", "routeId", "destinationId"] as const
  ).filter((name) => mute[name] !== null);
  const where = more.length > 0 ? " here" : "";
  return {
    code: "muted",
    muteId: mute.id,
    text: `${nouns[part]} is muted${where} by ${mute.by} until ${formatInstant(mute.until)}.`,
  };
}
