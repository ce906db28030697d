import { Webhook } from "lucide-react";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { withQuery } from "@/components/ui/query-string";

type Props = { count: number; brokenCount: number; place: Place; mayEdit: boolean };

function words(count: number, brokenCount: number): string {
  if (count === 0) return "None were pasted yet.";
  const total = count === 1 ? "1 webhook was pasted." : `${count} webhooks were pasted.`;
  if (brokenCount === 0) return total;
  return `${total} ${brokenCount === 1 ? "1 is broken." : `${brokenCount} are broken.`}`;
}

/** The other way into a channel: incoming webhooks of an app of one's own. */
export function WebhooksCard({ count, brokenCount, place, mayEdit }: Props) {
  return (
    <Card
      title={
        <span className="flex items-center gap-2">
          <Webhook aria-hidden className="size-4 text-ink-faint" />
          Pasted webhooks
        </span>
      }
      actions={
        <>
          {count > 0 && (
            <LinkButton href={projectPath(place, "destinations")} size="sm">
              See them
            </LinkButton>
          )}
          {mayEdit && (
            <LinkButton
              href={withQuery(projectPath(place, "destinations", "new"), { way: "webhook" })}
              size="sm"
            >
              Paste a webhook
            </LinkButton>
          )}
        </>
      }
    >
      <p className="text-sm text-ink-muted">
        <span className="text-ink">{words(count, brokenCount)}</span> For when nothing may be installed: an
        incoming webhook of an app of your own posts to one channel. Messages have links in place of buttons,
        and Slack tells nobody when the channel is renamed or archived.
      </p>
    </Card>
  );
}
