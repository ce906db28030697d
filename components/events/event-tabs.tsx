import { type Place, projectPath } from "@/components/shell/paths";
import { Tabs } from "@/components/ui/tabs";

type Props = {
  place: Place;
  current: "taken" | "rejected";
  /** How many were refused in the last 24 hours. */
  rejectedCount: number;
};

const digits = new Intl.NumberFormat("en-US");

/** What was taken and what was refused, side by side. */
export function EventTabs({ place, current, rejectedCount }: Props) {
  const rejected = (
    <>
      Rejected{" "}
      {rejectedCount > 0 && (
        <span className="ml-1 rounded-full bg-warn-soft px-1.5 py-px text-xs text-warn">
          {digits.format(rejectedCount)}
          <span className="sr-only"> in the last 24 hours</span>
        </span>
      )}
    </>
  );
  return (
    <Tabs
      label="Events"
      items={[
        { href: projectPath(place, "events"), label: "Accepted", current: current === "taken" },
        { href: projectPath(place, "events", "rejected"), label: rejected, current: current === "rejected" },
      ]}
    />
  );
}
