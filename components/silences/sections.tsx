import Link from "next/link";
import type { ReactNode } from "react";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import type { CooldownItem } from "@/lib/silences/cooldowns/queries";
import type { HoldingItem, SwitchedOffItem } from "@/lib/silences/queries";
import type { SnoozeItem } from "@/lib/silences/snoozes/queries";
import { type SilenceAction, SilenceTable } from "./silence-table";

type Props<Item> = {
  items: readonly Item[];
  place: Place;
  timeZone: string;
  /** Left out for people who may not undo it. */
  undo?: SilenceAction | undefined;
  /** Where the list begins and goes on, of one that has pages. */
  pages?: { firstHref: string | null; nextHref: string | null };
};

const link = (place: Place, folder: string, id: string, words: ReactNode) => (
  <Link href={projectPath(place, folder, id)} className="hover:underline">
    {words}
  </Link>
);

function Pages({ pages, count, noun }: Pick<Props<never>, "pages"> & { count: number; noun: string }) {
  if (!pages?.firstHref && !pages?.nextHref) return null;
  return (
    <Pagination
      summary={`${count} ${noun}${count === 1 ? "" : "s"}`}
      firstWord="First"
      nextWord="Next"
      {...pages}
    />
  );
}

/** Cases of which nothing but what is critical is told until they wake. */
export function SnoozedCases({ items, place, timeZone, undo, pages }: Props<SnoozeItem>) {
  const silences = items.map(({ caseId, text, customerName, customerId, until, by, waiting }) => ({
    key: caseId,
    what: link(place, "cases", caseId, text),
    about: customerName ?? customerId,
    ...{ at: until, by, count: waiting },
    fields: { caseId },
  }));
  const words = { what: "Case", at: "Wakes", by: "By", count: "Waiting", undo: "Wake now" };
  return (
    <Card title="Snoozed cases" description="Critical news is told all the same." flush>
      <SilenceTable caption="Snoozed cases" {...{ silences, words, timeZone, undo }} />
      <Pages pages={pages} count={items.length} noun="case" />
    </Card>
  );
}

/** Rules that have told and wait before they tell anew. */
export function Cooldowns({ items, place, timeZone, undo, pages }: Props<CooldownItem>) {
  const silences = items.map(({ ruleId, ruleName, environment, customerId, customerName, until }) => ({
    key: `${ruleId} ${environment} ${customerId}`,
    what: link(place, "rules", ruleId, ruleName),
    about: `${customerId === "" ? "All together" : (customerName ?? customerId)}${environment === "sandbox" ? ", sandbox" : ""}`,
    at: until,
    fields: { ruleId, environment, customerId },
  }));
  const words = { what: "Rule", at: "Ends", undo: "End now" };
  return (
    <Card title="In cooldown" description="Rules that have told and tell nothing new until then." flush>
      <SilenceTable caption="Rules in their cooldown" {...{ silences, words, timeZone, undo }} />
      <Pages pages={pages} count={items.length} noun="cooldown" />
    </Card>
  );
}

/** Quiet hours that hold just now. */
export function HoldingHours({ items, place, timeZone, undo }: Props<HoldingItem>) {
  const silences = items.map(({ id, name, destinationName, routeName, until, held }) => ({
    key: id,
    what: link(place, "quiet-hours", id, name),
    about: destinationName ?? routeName ?? "The whole project",
    ...{ at: until, count: held },
    fields: { quietHoursId: id },
  }));
  const words = { what: "Quiet hours", at: "End", count: "Held", undo: "Switch off" };
  return (
    <Card title="Quiet just now" description="What is held is told when they end." flush>
      <SilenceTable caption="Quiet hours that hold just now" {...{ silences, words, timeZone, undo }} />
    </Card>
  );
}

const kinds = {
  rule: { folder: "rules", word: "Rule" },
  route: { folder: "routes", word: "Route" },
  destination: { folder: "destinations", word: "Destination" },
} as const;

/** What tells nothing until somebody switches it on. */
export function SwitchedOff({ items, place, timeZone, undo }: Props<SwitchedOffItem>) {
  const silences = items.map(({ kind, id, name, changedAt }) => ({
    key: id,
    what: link(place, kinds[kind].folder, id, name),
    about: kinds[kind].word,
    at: changedAt,
    fields: { kind, id },
  }));
  const words = { what: "Name", at: "Changed", undo: "Switch on" };
  return (
    <Card title="Switched off" description="These do not come back by themselves." flush>
      <SilenceTable caption="What is switched off" {...{ silences, words, timeZone, undo }} />
    </Card>
  );
}
