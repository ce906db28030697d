import type { Scope } from "@/lib/auth/scope";
import { createWebhookDestination } from "@/lib/destinations/commands";
import { createEmailDestination } from "@/lib/destinations/mail/commands";
import { AppError } from "@/lib/errors";
import { createEndpoint } from "@/lib/webhooks/commands";
import { newEndpoint } from "@/lib/webhooks/schema";
import { type StoredRules, storeRules } from "../commands";
import { listAllRules } from "../queries";
import type { RuleInput } from "../schema";
import { destinationsOf, type WantedDestination } from "./destinations";
import { type KnownDestinations, loadDestinations } from "./queries";
import type { FileRule } from "./read-file";

/** A destination that an alert led to, and whether it was made for it. */
type Placed = { id: string; name: string; isNew: boolean };

/** What became of the rules of a file. */
export type Imported = {
  created: number;
  updated: number;
  unchanged: number;
  destinations: { created: number; reused: number };
  /** By rule: what is said differently here, and what must be seen to. */
  notes: { rule: string; notes: string[] }[];
};

function freeName({ names }: KnownDestinations, wanted: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted.slice(0, 74)} ${number}`;
    if (!names.has(name.toLowerCase())) return name;
  }
}

async function make(scope: Scope, wanted: WantedDestination, name: string): Promise<string> {
  switch (wanted.kind) {
    case "email": {
      const recipients = { recipients: wanted.recipients, toOwner: false };
      return (await createEmailDestination(scope, { name, recipients })).id;
    }
    case "slack_webhook":
      return (await createWebhookDestination(scope, { name, url: wanted.url })).id;
    case "webhook": {
      const { url, headers, payload: bodyTemplate = null } = wanted;
      const input = newEndpoint.safeParse({ kind: "webhook", name, url, headers, bodyTemplate });
      if (input.success) return (await createEndpoint(scope, input.data)).id;
      throw new AppError("invalid", input.error.issues.map(({ message }) => message).join(" "));
    }
  }
}

type Places = Map<string, Placed | { refused: string }>;

/** Finds or makes the destinations that a file wants, each once. One that cannot be made is told, and costs no rule. */
async function place(scope: Scope, wanted: readonly WantedDestination[], isDryRun: boolean): Promise<Places> {
  const known = await loadDestinations(scope);
  const places: Places = new Map();
  for (const one of wanted) {
    if (places.has(one.key)) continue;
    const id = known.find(one);
    const name = freeName(known, one.name);
    if (id !== undefined) places.set(one.key, { id, name, isNew: false });
    else if (isDryRun) places.set(one.key, { id: "", name, isNew: true });
    else
      try {
        places.set(one.key, { id: await make(scope, one, name), name, isNew: true });
        known.names.add(name.toLowerCase());
      } catch (error) {
        if (!(error instanceof AppError) || error.kind === "unavailable") throw error;
        places.set(one.key, { refused: `Its destination “${name}” could not be made: ${error.message}` });
      }
  }
  return places;
}

type Ready = { rule: RuleInput; notes: string[] };

function addressed({ rule, recipients, notes }: FileRule, places: Places): Ready {
  if (!recipients) return { rule, notes };
  const { wanted, refused } = destinationsOf(recipients);
  const found = wanted.flatMap(({ key }) => places.get(key) ?? []);
  const ids = found.flatMap((one) => ("id" in one && one.id !== "" ? [one.id] : []));
  const failed = found.flatMap((one) => ("refused" in one ? [one.refused] : []));
  const destinations = [...new Set(ids)].map((destinationId) => ({ destinationId }));
  const said = [...notes, ...refused, ...failed];
  const isSilent = found.every((one) => "refused" in one);
  return {
    rule: { ...rule, destinations },
    notes: isSilent ? [...said, "It tells nobody yet: give it a destination."] : said,
  };
}

async function wouldStore(scope: Scope, inputs: readonly RuleInput[]): Promise<StoredRules> {
  const known = new Map((await listAllRules(scope)).map((rule) => [rule.name.toLowerCase(), rule]));
  const stored: StoredRules = { created: [], updated: [], unchanged: [] };
  const textOf = (rule: RuleInput) =>
    JSON.stringify(Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1)));
  for (const input of inputs) {
    const before = known.get(input.name.toLowerCase());
    const fate =
      before === undefined ? "created" : textOf(before) === textOf(input) ? "unchanged" : "updated";
    stored[fate].push(input.name);
  }
  return stored;
}

/**
 * Stores the rules of a file by their names: what has the name of a rule becomes it, the others are added, rules of other names stay.
 * Destinations of alerts are found again or made. The same file again changes nothing. The rules come all of them or none; destinations
 * that were made for them stay.
 * @throws AppError as storeRules.
 */
export async function importRules(
  scope: Scope,
  file: readonly FileRule[],
  { isDryRun }: { isDryRun: boolean },
): Promise<Imported> {
  const wanted = file.flatMap(({ recipients }) => (recipients ? destinationsOf(recipients).wanted : []));
  const places = wanted.length === 0 ? new Map() : await place(scope, wanted, isDryRun);
  const ready = file.map((one) => addressed(one, places));
  const inputs = ready.map(({ rule }) => rule);
  const stored = isDryRun ? await wouldStore(scope, inputs) : await storeRules(scope, inputs);
  const placed: (Placed | { refused: string })[] = [...places.values()];
  const count = (isNew: boolean) => placed.filter((one) => "id" in one && one.isNew === isNew).length;
  return {
    created: stored.created.length,
    updated: stored.updated.length,
    unchanged: stored.unchanged.length,
    destinations: { created: count(true), reused: count(false) },
    notes: ready.flatMap(({ rule, notes }) => (notes.length === 0 ? [] : [{ rule: rule.name, notes }])),
  };
}
