import { z } from "zod";
import { listOf } from "@/lib/form";
import { parseEndpoint } from "@/lib/webhooks/endpoint";
import { operatorReach } from "@/lib/webhooks/reach";
import { replayableStates } from "@/lib/webhooks/replay/schema";
import { defectsOf, endpointShape, newEndpoint, rotationInput } from "@/lib/webhooks/schema";
import { checkTypes, destinationShape } from "./destination-form-schema";

/** Headers come as JSON from the rows of the form. */
const headers = z
  .string()
  .default("[]")
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "The headers could not be read." });
      return z.NEVER;
    }
  })
  .pipe(endpointShape.headers.unwrap());

const endpointForm = {
  description: newEndpoint.shape.description.default(""),
  topics: listOf(z.string()).pipe(endpointShape.topics.unwrap()),
  headers,
  contentType: endpointShape.contentType.unwrap(),
  bodyTemplate: endpointShape.bodyTemplate.unwrap().default(null),
};

type Fields = Parameters<typeof defectsOf>[0];

function checkWordings(fields: Fields, context: z.RefinementCtx): void {
  for (const { path, message } of defectsOf(fields)) context.addIssue({ code: "custom", path, message });
}

function checkUrl(text: string, context: z.RefinementCtx): void {
  const endpoint = parseEndpoint(text, operatorReach());
  if (!endpoint.ok) context.addIssue({ code: "custom", path: ["url"], message: endpoint.reason });
}

/** A new webhook as its form posts it; every complaint at once. */
export const newEndpointForm = z
  .object({ ...destinationShape, url: z.string().default(""), ...endpointForm })
  .superRefine(checkTypes)
  .superRefine(checkWordings)
  .superRefine(({ url }, context) => checkUrl(url, context));

/** A change of a webhook; an empty URL leaves it where it is. */
export const endpointSettingsForm = z
  .object({ destinationId: z.string(), url: z.string().default(""), ...endpointForm })
  .superRefine(checkWordings)
  .superRefine(({ url }, context) => {
    if (url.trim() !== "") checkUrl(url, context);
  })
  .transform(({ url, ...form }) => ({ ...form, ...(url.trim() !== "" && { url: url.trim() }) }));

export const rotationForm = z.object({
  destinationId: z.string(),
  overlapHours: z.coerce.number().pipe(rotationInput.shape.overlapHours.unwrap()),
});

export const replayForm = z.object({
  destinationId: z.string(),
  requestId: z.string().max(60),
  state: z.enum([...replayableStates, "all"]),
  hours: z.coerce.number().int().min(1).max(720),
  /** The button that was pressed. */
  step: z.enum(["replay", "count"]).catch("count"),
});
