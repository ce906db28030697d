import { SlackPreview } from "@/components/preview/slack-preview";
import { Callout } from "@/components/ui/callout";
import { CountBars } from "./count-bars";
import type { DryRunView } from "./dry-run-view";

const times = (count: number, one: string) => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;

function Customers({ view: { customers, customerCount } }: { view: DryRunView }) {
  if (customers.length === 0) return null;
  const more = customerCount - customers.length;
  return (
    <div>
      <h3 className="text-sm font-medium">Of whom</h3>
      <ul className="mt-1 divide-y divide-line text-sm">
        {customers.map(({ id, name, count }) => (
          <li key={id} className="flex justify-between gap-4 py-1">
            <span className="min-w-0 truncate">{name ?? (id || "All customers together")}</span>
            <span className="tabular-nums text-ink-muted">{count}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-sm text-ink-muted">{`and ${times(more, "customer")} more`}</p>}
    </div>
  );
}

/** How often, of whom, and what the first messages would have looked like. */
export function DryRunResult({ view, timeZone }: { view: DryRunView; timeZone: string }) {
  const { told, days, perDay, customerCount, messages, notes } = view;
  const hasCustomers = view.customers.some(({ id }) => id !== "");
  return (
    <>
      <p className="text-base">
        <strong>{told === 0 ? "Nothing would have been told" : times(told, "message")}</strong>
        {told > 0 && hasCustomers && ` of ${times(customerCount, "customer")}`}
        {` in the last ${days} days.`}
        {told > 0 && <span className="text-ink-muted">{` About ${(told / days).toFixed(1)} a day.`}</span>}
      </p>
      {notes.map((note) => (
        <Callout key={note} tone="warn">
          {note}
        </Callout>
      ))}
      {told > 0 && (
        <>
          <div>
            <CountBars title={`Messages a day, the last ${days} days`} bars={perDay} word="message" />
            <p aria-hidden className="mt-1 flex justify-between text-2xs text-ink-faint">
              <span>{perDay[0]?.label}</span>
              <span>{perDay.at(-1)?.label}</span>
            </p>
          </div>
          <Customers view={view} />
        </>
      )}
      {messages.length > 0 && (
        <div>
          <h3 className="mb-1 text-sm font-medium">
            {messages.length === 1 ? "The first message" : `The first ${messages.length} messages`}
          </h3>
          <div className="divide-y divide-line overflow-clip rounded-md border border-line">
            {messages.map((message, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed for one answer.
              <SlackPreview key={position} message={message} timeZone={timeZone} />
            ))}
          </div>
        </div>
      )}
    </>
  );
}
