import type { Environment } from "@/db/enums";
import { hourStart } from "@/lib/meters/windows";
import { revenueOf } from "../revenue";

/** What of an event is counted. */
export type CountableEvent = {
  id: string;
  type: string;
  source: string;
  environment: Environment;
  customerId: string | null;
  occurredAt: Date;
  data: Record<string, unknown>;
};

/** One entry of the event buckets, before it is added up. `currency` is empty for the one that counts, and set for the amount. */
export type Counted = {
  eventId: string;
  environment: Environment;
  type: string;
  customerId: string | null;
  currency: string;
  amount: string;
  hour: string;
  at: string;
};

/** What rules say is told to rules no more: counting it would make rules speak of themselves. */
const isCounted = ({ source }: CountableEvent) => source !== "rules";

/**
 * What the events of a batch come to in their hours, on the clocks of the project's time zone: every event counts once under
 * no currency, and one that brings or takes revenue once more under its currency.
 */
export function countsOf(events: readonly CountableEvent[], timeZone: string): Counted[] {
  return events.filter(isCounted).flatMap((event): Counted[] => {
    const { id: eventId, environment, type, customerId, occurredAt } = event;
    const hour = new Date(hourStart(occurredAt.getTime(), timeZone)).toISOString();
    const at = occurredAt.toISOString();
    const counted = { eventId, environment, type, customerId, hour, at };
    const revenue = revenueOf(event);
    return [{ ...counted, currency: "", amount: "0" }, ...(revenue ? [{ ...counted, ...revenue }] : [])];
  });
}
