import type { Place } from "@/components/shell/paths";
import type { BodyChoices } from "@/components/webhooks/endpoint-fields";
import { catalog } from "@/lib/events/catalog";
import { aliasNames } from "@/lib/webhooks/body";
import { topics } from "@/lib/webhooks/topics";
import { previewEndpointBody } from "./endpoint-actions";

const roots = [
  "type",
  "timestamp",
  "message.text",
  "message.severity",
  "event",
  "customer",
  "data",
  "case",
  "route",
  "rule",
  "destination",
  "notification",
  "project",
];

/** What the editor of a body offers: examples, variables, and a look at what comes of it. */
export function bodyChoices({ org, project }: Place): BodyChoices {
  return {
    types: [...catalog.map(({ type }) => type), ...topics],
    variables: [...aliasNames, ...roots],
    preview: previewEndpointBody.bind(null, org, project),
  };
}
