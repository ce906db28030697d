import { type Place, projectPath } from "@/components/shell/paths";
import { withQuery } from "@/components/ui/query-string";
import { Tabs } from "@/components/ui/tabs";

/** The two ways to a Slack channel. */
export const ways = ["channel", "webhook"] as const;
export type Way = (typeof ways)[number];

/** Chooses between a channel of a connected workspace and a pasted webhook. */
export function DestinationWays({ place, current }: { place: Place; current: Way }) {
  const hrefOf = (way: Way) => withQuery(projectPath(place, "destinations", "new"), { way });
  return (
    <Tabs
      label="Kind of destination"
      items={[
        {
          href: hrefOf("channel"),
          label: "Channel of a connected workspace",
          current: current === "channel",
        },
        { href: hrefOf("webhook"), label: "Pasted webhook", current: current === "webhook" },
      ]}
    />
  );
}
