import type { Matter } from "@/lib/destinations/transport";
import type { ContentType } from "@/lib/destinations/webhook-config";
import type { Message } from "@/lib/messages/message";
import type { Money } from "@/lib/messages/money";
import { penFor } from "@/lib/messages/pen";
import { compileTemplate, type Encode, type Template } from "@/lib/templates/engine";
import { TemplateFault } from "@/lib/templates/fault";
import type { Format, Roots } from "@/lib/templates/run";
import { isBlank } from "@/lib/templates/values";
import { aliases, rootNames, rootsOf } from "@/lib/templates/variables";
import { headerValueOf } from "./headers";
import { jsonOf, payloadOf, type Told } from "./payload";

const xmlMarks: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** How a value stands in a body of each kind, so that none of its characters means anything there. */
const encodings = {
  "application/json": (text) => JSON.stringify(text.toWellFormed()).slice(1, -1).replaceAll("<", "\\u003c"),
  "application/x-www-form-urlencoded": (text) => encodeURIComponent(text.toWellFormed()),
  "text/plain; charset=utf-8": (text) => text,
  "application/xml": (text) =>
    text
      .toWellFormed()
      .replace(/[&<>"']/g, (mark) => xmlMarks[mark] ?? "")
      .replace(/(?![\t\n\r])\p{Cc}/gu, " "),
} satisfies Record<ContentType, Encode>;

/** What a body template may begin a path with: what every template may, and what was sent for it. */
const names: ReadonlySet<string> = new Set([
  ...rootNames,
  ...["message", "notification", "destination", "route", "rule", "case", "type", "timestamp"],
]);

export type TemplateDefect = { line: number; column: number; message: string };

type Compiled = { ok: true; render: Template } | { ok: false; defect: TemplateDefect };

function compiled(source: string, encode: Encode): Compiled {
  try {
    return { ok: true, render: compileTemplate(source, names, encode) };
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    const { line, column, message } = error;
    return { ok: false, defect: { line, column, message } };
  }
}

/** What is wrong with a body template as it is written, or null. */
export function defectOfBody(source: string, contentType: ContentType): TemplateDefect | null {
  const read = compiled(source, encodings[contentType]);
  return read.ok ? null : read.defect;
}

/** What is wrong with the value of a header as it is written, or null. */
export function defectOfHeader(source: string): TemplateDefect | null {
  const read = compiled(source, headerValueOf);
  return read.ok ? null : read.defect;
}

type Whole = { data?: unknown; event?: unknown; customer?: unknown };

/** An event as variables see it; what is told of no event is seen as one. */
function tellableOf({ message, matter, notificationId }: Told) {
  const { event } = matter ?? {};
  return {
    type: event?.type ?? message.eventType,
    externalId: event?.externalId ?? message.reference ?? notificationId,
    occurredAt: event?.occurredAt ?? new Date(message.occurredAt * 1_000),
    environment: message.environment,
    customer: event?.customer ?? undefined,
    data: event?.data ?? message.signal ?? {},
  };
}

/** The page that a message leads to, where no event says which. */
const linkOf = ({ links }: Message) => links[0]?.url;

const projectOf = (matter: Matter | undefined) => ({
  name: matter?.project.name ?? "",
  timeZone: matter?.project.timeZone ?? "UTC",
});

function rootsFor(told: Told): Roots {
  const payload = payloadOf(told);
  const inner: Whole & Record<string, unknown> =
    typeof payload.data === "object" && payload.data !== null ? { ...payload.data } : {};
  const roots = new Map(rootsOf(tellableOf(told), projectOf(told.matter)));
  for (const name of ["message", "notification", "destination", "route", "rule", "case"])
    roots.set(name, inner[name]);
  for (const name of ["type", "timestamp"]) roots.set(name, payload[name]);
  const event = roots.get("event");
  roots.set("event", {
    ...(typeof event === "object" ? event : {}),
    ...(told.matter?.event ? Object(inner.event) : {}),
  });
  if (isBlank(roots.get("ui-hyperlink"))) roots.set("ui-hyperlink", linkOf(told.message));
  return roots;
}

function formatFor({ matter }: Told, now: Date): Format {
  const { timeZone } = projectOf(matter);
  const locale = matter?.project.locale ?? "en-US";
  const pen = penFor({ now, timeZone, locale });
  return { locale, timeZone, now, money: (amount: Money) => pen.money(amount) };
}

type Wanted = { contentType: ContentType; bodyTemplate: string | null };

export type Body = { text: string; contentType: ContentType; fault?: string };

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

function inWords({ line, column, message }: TemplateDefect): string {
  return `The body template could not be used: line ${line}, column ${column}: ${message}`;
}

/**
 * The body of a request. A wording of somebody's own that fails for this event gives way to the body that is built in,
 * and says why: it must never cost anybody the message.
 */
export function bodyOf(told: Told, { contentType, bodyTemplate }: Wanted, now: Date): Body {
  const builtIn = (fault?: string): Body => ({
    text: jsonOf(payloadOf(told)),
    contentType: "application/json",
    ...(fault && { fault }),
  });
  if (bodyTemplate === null) return builtIn();
  const read = compiled(bodyTemplate, encodings[contentType]);
  if (!read.ok) return builtIn(inWords(read.defect));
  try {
    const text = read.render(rootsFor(told), formatFor(told, now));
    if (contentType === "application/json" && !isJson(text))
      return builtIn("The body template could not be used: what came out is not JSON.");
    return { text, contentType };
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    return builtIn(inWords(error));
  }
}

type OwnHeader = { name: string; value: string; isSecret: boolean };

/** The headers of somebody's own, with their variables filled in. A value that fails for this event is left out. */
export function ownHeadersOf(told: Told, headers: readonly OwnHeader[], now: Date): Record<string, string> {
  const filled = headers.flatMap(({ name, value, isSecret }): [string, string][] => {
    if (isSecret || !value.includes("{")) return [[name, headerValueOf(value)]];
    const read = compiled(value, headerValueOf);
    if (!read.ok) return [];
    try {
      return [[name, headerValueOf(read.render(rootsFor(told), formatFor(told, now)))]];
    } catch (error) {
      if (!(error instanceof TemplateFault)) throw error;
      return [];
    }
  });
  return Object.fromEntries(filled);
}

/** The twelve names that usage alerts are written with elsewhere (AMB-28), for the editor. */
export const aliasNames: readonly string[] = Object.keys(aliases);
