import { z } from "zod";
import { contentTypes } from "@/lib/destinations/webhook-config";
import { playbookName } from "@/lib/playbook/name";
import { templateLimits } from "@/lib/templates/limits";
import { defectOfBody, defectOfHeader } from "./body";
import { headerList } from "./headers";
import { topics } from "./topics";

const endpointUrl = z
  .string("Paste the URL of your endpoint.")
  .trim()
  .min(1, "Paste the URL of your endpoint.")
  .max(2_048, "A URL may have 2,048 characters at most.");

/** What of Bellwire itself it is told, each once. */
const topicList = z
  .array(z.enum(topics, `must be one of ${topics.join(", ")}`))
  .transform((list) => topics.filter((topic) => list.includes(topic)));

const bodyTemplate = z
  .string()
  .max(templateLimits.source, `Use ${templateLimits.source.toLocaleString("en-US")} characters at most.`)
  .nullable()
  .transform((text) => (text === null || text.trim() === "" ? null : text));

/** What can be said of an endpoint beside its name; what is left out of a change stays. */
export const endpointShape = {
  description: z.string().trim().max(500, "Use 500 characters at most.").optional(),
  topics: topicList.optional(),
  headers: headerList.optional(),
  contentType: z.enum(contentTypes).optional(),
  bodyTemplate: bodyTemplate.optional(),
};
const endpointFields = z.object(endpointShape);
export type EndpointFields = z.infer<typeof endpointFields>;

type Issue = { path: (string | number)[]; message: string };

const at = ({ line, column, message }: { line: number; column: number; message: string }) =>
  `Line ${line}, column ${column}: ${message}`;

/** What is wrong with the wordings of an endpoint, in the order in which they stand. */
export function defectsOf({ headers = [], bodyTemplate: body, contentType }: EndpointFields): Issue[] {
  const issues = headers.flatMap(({ value, isSecret }, index): Issue[] => {
    const defect = value === null || isSecret ? null : defectOfHeader(value);
    return defect ? [{ path: ["headers", index, "value"], message: at(defect) }] : [];
  });
  const defect = body ? defectOfBody(body, contentType ?? "application/json") : null;
  return defect ? [...issues, { path: ["bodyTemplate"], message: at(defect) }] : issues;
}

/** A new webhook, as the API or a form brings it. */
export const newEndpoint = z
  .strictObject({
    kind: z.literal("webhook"),
    name: playbookName,
    url: endpointUrl,
    ...endpointShape,
    acceptsSandbox: z.boolean().default(false),
    enabled: z.boolean().default(true),
  })
  .superRefine((input, context) => {
    for (const { path, message } of defectsOf(input)) context.addIssue({ code: "custom", path, message });
  });
export type NewEndpoint = z.infer<typeof newEndpoint>;

/** For how many hours the secret of before holds beside the new one. */
export const rotationInput = z.strictObject({ overlapHours: z.number().min(0).max(168).default(24) });

/** What a preview of a body is asked for. */
export const bodyPreviewInput = z.strictObject({
  /** A type of the catalog, or a topic. */
  eventType: z.string().min(1).max(128).default("payment.failed"),
  contentType: z.enum(contentTypes).default("application/json"),
  bodyTemplate: bodyTemplate.default(null),
});
