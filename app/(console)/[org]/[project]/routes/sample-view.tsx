import { SlackPreview } from "@/components/preview/slack-preview";
import { findEventType } from "@/lib/events/catalog";
import { compose } from "@/lib/messages/compose";

/** The catalog's sample of a type, composed and drawn as Slack shows it. */
export function SampleView({ type, timeZone, now }: { type: string; timeZone: string; now: Date }) {
  const sample = findEventType(type)?.sample;
  if (!sample) return <p className="p-4 text-ink-muted">There is no sample of this type.</p>;
  const { id, customer, data } = sample;
  const event = { type, externalId: id, occurredAt: now, environment: "production", customer, data } as const;
  return <SlackPreview message={compose(event, { now, timeZone })} timeZone={timeZone} />;
}
