import type { CaseState } from "@/db/enums";

/** What a message of a case offers to do about it. */
export type Offer = {
  /** A sealed reference to the case and the place; what comes back without one that opens is not ours. */
  reference: string;
  /** Nobody has acknowledged it yet. */
  canAcknowledge: boolean;
  /** It waits for somebody to approve or decline. */
  canDecide: boolean;
  /** It is about a customer, who can be muted. */
  hasCustomer: boolean;
};

type Standing = {
  key: string;
  state: CaseState;
  leadEventType: string;
  acknowledgedAt: Date | null;
  customerId: string | null;
};

/** Whether a case is about an approval. Its key says so: lib/events/catalog/approval-parts. */
export const isApproval = ({ key }: { key: string }) => key.startsWith("approval:");

/** An approval that too many wrong PINs have locked can be answered by nobody. */
const locked = "approval.locked";

/** Whether a case waits for an answer that can still be given. */
export function awaitsDecision({
  state,
  leadEventType,
  ...rest
}: Omit<Standing, "acknowledgedAt" | "customerId">) {
  return state === "open" && isApproval(rest) && leadEventType !== locked;
}

/** What can be done with a case as it stands; undefined when nothing is left to do. */
export function offerOf(standing: Standing): Omit<Offer, "reference"> | undefined {
  if (standing.state !== "open") return undefined;
  return {
    canAcknowledge: standing.acknowledgedAt === null,
    canDecide: awaitsDecision(standing),
    hasCustomer: standing.customerId !== null,
  };
}
