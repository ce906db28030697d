import { findEventType } from "@/lib/events/catalog";
import { renderMail } from "@/lib/messages/mail";
import type { Message } from "@/lib/messages/message";
import type { Money } from "@/lib/messages/money";
import { penFor } from "@/lib/messages/pen";
import { singleLine } from "@/lib/messages/plain";
import { tellerOf } from "@/lib/notifications/telling";
import type { Redaction } from "@/lib/redaction/redact";
import { compilePlaybook } from "@/lib/routing/decide";
import type { SlackPayload } from "@/lib/slack/payload";
import { renderForChannel, renderForWebhook } from "@/lib/slack/render";
import { compileBody, type PartFault } from "./body";
import { compileTemplate } from "./engine";
import type { TemplateBody } from "./schema";
import { compileStyle, type Style } from "./style";
import { pathsFor, rootNames, rootsOf, type TellableEvent } from "./variables";

/** What a wording makes of one event, in every form it goes out in. */
export type TemplatePreview = {
  message: Message;
  /** What is wrong with the template, part by part. While there is something, the message is the built-in one. */
  errors: PartFault[];
  /** Why it could not be used for this event, although there is nothing wrong with it. */
  fault: string | null;
  slack: { channel: SlackPayload; webhook: SlackPayload };
  email: ReturnType<typeof renderMail>;
};

type Setting = {
  /** The project's brand and name; its stored templates are of no matter. */
  style: Style;
  /** Null shows the built-in wording. */
  body: TemplateBody | null;
  redaction?: Redaction | null;
  now: Date;
};

/** Shows a wording on an event by the same way that a message takes when the event comes in. Nothing is stored or sent. */
export function previewTemplate(event: TellableEvent, setting: Setting): TemplatePreview {
  const { style: own, body, redaction = null, now } = setting;
  const compiled = body && compileBody(body);
  const errors = compiled && !compiled.ok ? compiled.faults : [];
  const templates =
    body && errors.length === 0 ? [{ id: "preview", eventType: event.type, revision: 1, body }] : [];
  const style = compileStyle({ templates, brand: own.brand, project: own.project });
  const playbook = compilePlaybook({
    version: 0,
    destinations: [],
    routes: [],
    style,
    timeZone: own.project.timeZone,
  });
  const { origin, ...message } = tellerOf(playbook, event, { now })({ redaction, maySetSender: true });
  const { sender: _, ...plain } = message;
  return {
    message,
    errors,
    fault: origin?.fault ?? null,
    slack: { channel: renderForChannel(message), webhook: renderForWebhook(plain) },
    email: renderMail(message, own.brand),
  };
}

/** The catalog's sample of a type, as if it had come in `now`; of an own type an event with hardly anything in it. */
export function sampleOf(type: string, now: Date): TellableEvent {
  const sample = findEventType(type)?.sample;
  return {
    type,
    externalId: sample?.id ?? "sample_1",
    occurredAt: now,
    environment: "production",
    customer: sample?.customer ?? { id: "cus_acme", name: "Acme" },
    data: sample?.data ?? {},
  };
}

/** What can be named for an event, each with what it says there. */
export function variablesOf(
  event: TellableEvent,
  { brand, project }: Style,
  now: Date,
): { path: string; value: string }[] {
  const { locale } = brand;
  const pen = penFor({ now, timeZone: project.timeZone, locale });
  const format = { locale, timeZone: project.timeZone, now, money: (amount: Money) => pen.money(amount) };
  const roots = rootsOf(event, project);
  return pathsFor(event, project).map((path) => ({
    path,
    value: singleLine(compileTemplate(`{{ ${path} }}`, rootNames)(roots, format), 80),
  }));
}
