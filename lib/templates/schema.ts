import { z } from "zod";
import { eventTypePattern } from "@/lib/events/schema";
import { redactionRules } from "@/lib/redaction/schema";
import { compileBody } from "./body";
import { templateLimits } from "./limits";

const source = z
  .string()
  .max(templateLimits.source, `Use ${templateLimits.source.toLocaleString("en-US")} characters at most.`);
const needed = (words: string) => source.refine((text) => text.trim() !== "", words);

/** The wording itself. What is left out stays as it is built in; an empty text or list takes it away. */
export const templateShape = z.strictObject({
  headline: needed("Write the sentence that the message begins with."),
  /** The push preview; the headline's own words when it is left out. */
  text: needed("Write the preview, or leave it out.").optional(),
  why: source.optional(),
  fields: z
    .array(
      z.strictObject({ label: needed("Give the field a label."), value: needed("Give the field a value.") }),
    )
    .max(10, "A message has room for 10 fields at most.")
    .optional(),
  links: z
    .array(
      z.strictObject({
        label: needed("Give the button a label."),
        urlTemplate: needed("Give the button an address."),
      }),
    )
    .max(5, "A message has room for 5 buttons at most.")
    .optional(),
  emoji: z
    .string()
    .regex(/^:[a-z0-9_+'-]{1,60}:$/, "Write an emoji as Slack names it, such as :moneybag:.")
    .optional(),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, "Write a colour as #rrggbb, such as #2E90FA.")
    .optional(),
});
export type TemplateBody = z.infer<typeof templateShape>;

/** A wording that can be used: of the right shape, and every part of it can be read. */
export const templateBody = templateShape.superRefine((body, context) => {
  const compiled = compileBody(body);
  if (compiled.ok) return;
  for (const { pointer, line, column, message } of compiled.faults) {
    const path = pointer.split("/").slice(1);
    context.addIssue({ code: "custom", path, message: `Line ${line}, column ${column}: ${message}` });
  }
});

const eventType = z
  .string()
  .max(128)
  .regex(eventTypePattern, "must be one event type such as invoice.generated, without a *");

/** A new template. */
export const templateInput = z.strictObject({
  eventType,
  enabled: z.boolean().default(true),
  body: templateBody,
});
export type TemplateInput = z.infer<typeof templateInput>;

/** What can be changed of a template. With `revision`, only if nobody has changed it since that one. */
export const templatePatch = z.strictObject({
  enabled: z.boolean().optional(),
  body: templateBody.optional(),
  revision: z.int().min(1).optional(),
});
export type TemplatePatch = z.infer<typeof templatePatch>;

/** What a preview is asked for. A wording with defects is welcome: they are what it tells. */
export const templatePreviewInput = z.strictObject({
  eventType,
  /** An event of the project's; the type's sample without one. */
  eventId: z.string().max(64).optional(),
  /** Null, or left out, shows the built-in wording. */
  body: templateShape.nullish(),
  /** As a destination with these rules would see it. */
  redaction: redactionRules.nullish(),
});

/** The last time that a template could not be used and the built-in wording stood in. */
export const templateErrorSchema = z.object({
  message: z.string(),
  eventId: z.string().nullable(),
  at: z.string(),
});
export type TemplateError = z.infer<typeof templateErrorSchema>;
