import Link from "next/link";
import { describeFilter } from "@/components/routes/filter-draft";
import { type Place, projectPath } from "@/components/shell/paths";
import { Code } from "@/components/ui/code-block";
import { IdValue } from "@/components/ui/id-value";
import { type KeyValue, KeyValues } from "@/components/ui/key-values";
import { formatInstant } from "@/components/ui/time-format";
import { linkableUrl } from "@/lib/messages/url";
import type { RuleItem } from "@/lib/rules/queries";

type Props = {
  rule: RuleItem;
  place: Place;
  timeZone: string;
  destinations: ReadonlyMap<string, string>;
};

const ownerWords = { none: "Not told by name", mention: "Mentioned", direct: "By direct message" } as const;

function Recipients({ rule, place, destinations }: Omit<Props, "timeZone">) {
  if (rule.destinations.length === 0) return "None: routes may pick its events up";
  return (
    <ul>
      {rule.destinations.map(({ destinationId, severities }) => (
        <li key={destinationId}>
          <Link
            href={projectPath(place, "destinations", destinationId)}
            className="underline underline-offset-2"
          >
            {destinations.get(destinationId) ?? destinationId}
          </Link>
          {severities && <span className="text-ink-muted">{` (${severities.join(", ")})`}</span>}
        </li>
      ))}
    </ul>
  );
}

/** What else there is to a rule. */
export function RuleFacts({ rule, place, timeZone, destinations }: Props) {
  const runbook = linkableUrl(rule.runbookUrl);
  const items: (KeyValue | false)[] = [
    { label: "Id", value: <IdValue id={rule.id} what="rule id" /> },
    {
      label: "Destinations",
      value: <Recipients rule={rule} place={place} destinations={destinations} />,
    },
    { label: "Customer's owner", value: ownerWords[rule.ownerRouting] },
    { label: "Only customers", value: rule.filter ? describeFilter(rule.filter) : "All" },
    rule.scope.kind === "segment" && { label: "Segment", value: describeFilter(rule.scope.filter) },
    rule.expression !== undefined && { label: "Expression", value: <Code>{rule.expression}</Code> },
    rule.overrides.length > 0 && {
      label: "Exceptions",
      value: (
        <ul>
          {rule.overrides.map(({ customerId, value, severity, muted }) => (
            <li key={customerId}>
              <span className="font-mono">{customerId}</span>
              {`: ${muted ? "never told" : [value, severity].filter(Boolean).join(", ")}`}
            </li>
          ))}
        </ul>
      ),
    },
    rule.action !== undefined && { label: "What to do", value: rule.action },
    runbook !== undefined && {
      label: "Runbook",
      value: (
        <a href={runbook} rel="noreferrer" className="break-all underline underline-offset-2">
          {runbook}
        </a>
      ),
    },
    rule.environment === "sandbox" && { label: "Environment", value: "Sandbox" },
    {
      label: "Watches since",
      value: (
        <time dateTime={rule.watchesSince.toISOString()}>
          {formatInstant(rule.watchesSince.toISOString(), timeZone)}
        </time>
      ),
    },
    { label: "Revision", value: rule.revision },
  ];
  return <KeyValues items={items.filter((item) => item !== false)} />;
}
