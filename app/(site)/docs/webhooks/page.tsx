import type { Metadata } from "next";
import { chooseTheme } from "@/app/theme-action";
import { readTheme } from "@/app/theme-cookie";
import { DocsFrame } from "@/components/docs/docs-frame";
import { WebhookGuide } from "@/components/docs/webhook-guide";
import { PageHeader } from "@/components/ui/page-header";
import { aliasNames } from "@/lib/webhooks/body";
import { describeTopics, previewBody } from "@/lib/webhooks/samples";

export const metadata: Metadata = {
  title: "Webhooks",
  description: "What Bellwire posts to an endpoint of yours, how it is signed, and when it is tried again.",
};

const at = new Date("2026-11-21T09:00:00Z");

/** Outgoing webhooks as documentation. Every example is made by what makes the requests, so that it cannot fall behind. */
export default async function WebhooksPage() {
  const { body } = previewBody(
    { eventType: "payment.failed", contentType: "application/json", bodyTemplate: null },
    at,
  );
  return (
    <DocsFrame theme={await readTheme()} chooseTheme={chooseTheme}>
      <PageHeader
        title="Webhooks"
        description="Signed JSON, posted to an endpoint of yours: the events that your routes bring there, and what happens in Bellwire itself."
      />
      <WebhookGuide eventBody={body} topics={describeTopics()} variables={aliasNames} />
    </DocsFrame>
  );
}
