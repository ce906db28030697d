import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { chooseTheme } from "@/app/theme-action";
import { readTheme } from "@/app/theme-cookie";
import { DocsFrame } from "@/components/docs/docs-frame";
import { EventTypePage } from "@/components/docs/event-type-page";
import { findEventType } from "@/lib/events/catalog";
import { fieldsOf } from "@/lib/events/catalog/fields-of";
import { compose } from "@/lib/messages/compose";

type Props = { params: Promise<{ type: string }> };

const entryOf = async (params: Props["params"]) => findEventType((await params).type);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const entry = await entryOf(params);
  return { title: entry ? `${entry.label} (${entry.type})` : "Not found" };
}

/** One event type of the catalog, with its sample as it looks in Slack. */
export default async function EventTypeDocsPage({ params }: Props) {
  const entry = await entryOf(params);
  if (!entry) notFound();
  const { id, type, occurredAt, customer, data } = entry.sample;
  // The sample's own moment, so that "in 3 days" stays true for ever.
  const now = new Date(occurredAt);
  const event = {
    type,
    externalId: id,
    occurredAt: now,
    environment: "production",
    customer,
    data,
  } as const;
  return (
    <DocsFrame theme={await readTheme()} chooseTheme={chooseTheme}>
      <EventTypePage entry={entry} fields={fieldsOf(entry)} message={compose(event, { now })} />
    </DocsFrame>
  );
}
