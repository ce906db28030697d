import { z } from "zod";
import { rangeStart } from "@/components/ui/time-range";
import { notificationStates } from "@/db/enums";
import type { NotificationFilter } from "@/lib/notifications/queries";

export type SearchParams = Record<string, string | string[] | undefined>;

const text = z.string().trim().min(1).max(200).optional().catch(undefined);

const schema = z.object({
  state: z.enum(notificationStates).optional().catch(undefined),
  destination: text,
  route: text,
  type: text,
  customer: text,
  q: text,
  range: text,
  /** The counted message whose list this is. */
  fold: text,
  /** The case whose notifications these are. */
  case: text,
  cursor: text,
});
export type Query = z.infer<typeof schema>;

/** The filters that stand in the address. What makes no sense is left out: an old link still opens. */
export function toQuery(searchParams: SearchParams): Query {
  return schema.parse(searchParams);
}

/** The same as the store asks for them. */
export function toFilter(query: Omit<Query, "cursor">, now: Date): NotificationFilter {
  return {
    state: query.state,
    destinationId: query.destination,
    routeId: query.route,
    eventType: query.type,
    customerId: query.customer,
    query: query.q,
    foldedInto: query.fold,
    caseId: query.case,
    from: rangeStart(query.range, now),
  };
}
