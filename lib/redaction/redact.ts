import { houseLocale } from "@/lib/messages/locale";
import { masked } from "@/lib/messages/masked";
import { parseMoney } from "@/lib/messages/money";
import { emailAddress, maskEmails, maskText, maskValue } from "./mask";
import { isKind, meansKey, segmentsOf } from "./path";
import type { RedactionMode, RedactionRules } from "./schema";
import { collectSecrets, type Secrets } from "./secrets";

type PathRule = { segments: readonly string[]; mode: RedactionMode };

/** A destination's rules, ready to be applied. */
export type Redaction = {
  paths: readonly PathRule[];
  amounts: RedactionMode | undefined;
  emails: RedactionMode | undefined;
};

/** Makes rules ready, once per version of them. */
export function compileRedaction(rules: RedactionRules): Redaction {
  const modeOf = (kind: string) => rules.find(({ path }) => path === kind)?.mode;
  return {
    paths: rules
      .filter(({ path }) => !isKind(path))
      .map(({ path, mode }) => ({ segments: segmentsOf(path), mode })),
    amounts: modeOf("amounts"),
    emails: modeOf("emails"),
  };
}

/** Where in its path each rule stands that may still apply below. */
type State = { rule: PathRule; next: number };

function advance(states: readonly State[], key: string): State[] {
  return states.flatMap(({ rule, next }): State[] => {
    const segment = rule.segments[next];
    if (segment === undefined) return [];
    // `**` stands for any number of levels, none included.
    if (segment === "**") {
      const beyond = advance([{ rule, next: next + 1 }], key);
      return [{ rule, next }, ...beyond];
    }
    return meansKey(segment, key) ? [{ rule, next: next + 1 }] : [];
  });
}

function modeOf(states: readonly State[]): RedactionMode | undefined {
  const ended = states.filter(({ rule, next }) => next === rule.segments.length);
  if (ended.length === 0) return undefined;
  return ended.some(({ rule }) => rule.mode === "hide") ? "hide" : "mask";
}

const moneyName =
  /(?:amount|price|total|revenue|mrr|arr|ltv|lifetime_?value|balance|cost|fee|tax|discount|proceeds|spend|charge|credit|refund|(?:_|M)inor|(?:_c|C)ents)(?:_?(?:due|paid|usd|eur|gbp|minor|cents))?$/i;
const isNumeric = (value: unknown) =>
  typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));

/** Money by its form, or a number that its name says is money. */
function isAmount(key: string, value: unknown): boolean {
  return parseMoney(value) !== undefined || (isNumeric(value) && moneyName.test(key));
}

const gone = Symbol("gone");

type Walk = { redaction: Redaction; secrets: Secrets };

function redacted(value: unknown, mode: RedactionMode, currency: unknown, { secrets }: Walk): unknown {
  secrets.addValue(value, currency, mode === "mask" ? maskText : () => masked);
  return mode === "hide" ? gone : maskValue(value, currency);
}

const isLink = (text: string) => /^(?:https?|mailto):/i.test(text);

/** As people read it: an e-mail address in a link is often written in per cent. */
function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}

function withoutEmails(given: string, { redaction, secrets }: Walk): unknown {
  const { emails } = redaction;
  const text = isLink(given) ? decoded(given) : given;
  if (emails === undefined || !text.includes("@")) return given;
  const addresses = text.match(emailAddress) ?? [];
  for (const address of addresses) secrets.add(address, emails === "mask" ? maskText(address) : masked);
  if (addresses.length === 0) return given;
  if (isLink(text)) return gone;
  if (emails === "mask") return maskEmails(text);
  return addresses.length === 1 && addresses[0] === text ? gone : text.replace(emailAddress, masked);
}

function walk(value: unknown, states: readonly State[], context: Walk): unknown {
  if (typeof value === "string") return withoutEmails(value, context);
  if (typeof value !== "object" || value === null) return value;
  const currency: unknown = Object.getOwnPropertyDescriptor(value, "currency")?.value;
  const visit = (key: string, inner: unknown): unknown => {
    const below = advance(states, key);
    const byKind = isAmount(key, inner) ? context.redaction.amounts : undefined;
    const byPath = modeOf(below);
    const mode = byPath === "hide" || byKind === "hide" ? "hide" : (byPath ?? byKind);
    return mode === undefined ? walk(inner, below, context) : redacted(inner, mode, currency, context);
  };
  if (Array.isArray(value))
    return value.map((item: unknown, at) => visit(String(at), item)).filter((item) => item !== gone);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, visit(key, inner)] as const)
      .filter(([, inner]) => inner !== gone),
  );
}

/** Takes redacted values out of every other text, and out of names: a value may stand where nobody expects it. */
function scrubbed(value: unknown, secrets: Secrets): unknown {
  if (typeof value === "string") {
    // A link with a hole in it leads nowhere, so it goes as a whole.
    return isLink(value) && (secrets.isIn(value) || secrets.isIn(decoded(value))) ? "" : secrets.scrub(value);
  }
  if (typeof value === "number") return secrets.isIn(String(value)) ? masked : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => scrubbed(item, secrets));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [secrets.scrub(key), scrubbed(inner, secrets)]),
  );
}

type Redactable = { externalId: string; customer?: unknown; data: unknown };

/** An event as a destination may see it, and what it may not. */
export type Redacted<Event> = { event: Event; secrets: Secrets };

/**
 * The event without what a destination may not see, neither in its own place nor repeated anywhere else. Composed from it,
 * a message cannot say what it does not know.
 */
export function redactEvent<Event extends Redactable>(
  event: Event,
  redaction: Redaction,
  locale: string = houseLocale,
): Redacted<Event> {
  const secrets = collectSecrets(locale);
  const context = { redaction, secrets };
  const from = (root: string, value: unknown) => {
    const states = advance(
      redaction.paths.map((rule) => ({ rule, next: 0 })),
      root,
    );
    const kept = walk(value, states, context);
    return kept === gone ? undefined : kept;
  };
  const [customer, data] = [from("customer", event.customer), from("data", event.data)];
  return {
    event: {
      ...event,
      externalId: secrets.scrub(event.externalId),
      customer: scrubbed(customer, secrets),
      data: scrubbed(data, secrets),
    },
    secrets,
  };
}
