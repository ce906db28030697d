import type { DestinationKind } from "@/db/enums";
import { explainMail } from "@/lib/email/explain";
import { type Explanation, explain } from "@/lib/slack/explain";
import { explainWebhook } from "@/lib/webhooks/explain";

type Scope = "message" | "destination" | "installation" | "ours";

/** Words for what keeps messages from a destination, as its kind is talked of. Total. */
export function explainFor(
  kind: DestinationKind,
  code: string,
  scope?: Scope,
  options: { isOver?: boolean } = {},
): Explanation {
  switch (kind) {
    case "email":
      return explainMail(code, options);
    case "webhook":
      return explainWebhook(code, options);
    case "slack_channel":
    case "slack_webhook":
    case "slack_dm":
      return explain(code, scope, options);
  }
}
