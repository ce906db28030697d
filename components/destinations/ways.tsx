import { type Place, projectPath } from "@/components/shell/paths";
import { withQuery } from "@/components/ui/query-string";
import { Tabs } from "@/components/ui/tabs";

/** The ways to add a destination. */
export const ways = ["channel", "person", "webhook", "mail", "endpoint"] as const;
export type Way = (typeof ways)[number];

const labels = {
  channel: "Slack channel",
  person: "Person",
  webhook: "Pasted webhook",
  mail: "E-mail",
  endpoint: "Webhook",
} satisfies Record<Way, string>;

/** Chooses among a channel of a connected workspace, a person there, a pasted webhook, mailboxes, and an endpoint of one's own. */
export function DestinationWays({ place, current }: { place: Place; current: Way }) {
  const hrefOf = (way: Way) => withQuery(projectPath(place, "destinations", "new"), { way });
  return (
    <Tabs
      label="Kind of destination"
      items={ways.map((way) => ({ href: hrefOf(way), label: labels[way], current: current === way }))}
    />
  );
}
