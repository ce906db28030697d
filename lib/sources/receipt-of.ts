import type { ReceiptStatus } from "@/db/enums";
import type { EventAnswer } from "@/lib/events/schema";
import type { Mapping, Reason } from "./mapping";
import type { NewReceipt } from "./receipts/commands";

/** What a vendor is told of one of its events. */
export type SourceAnswer = {
  status: ReceiptStatus;
  /** Our event's id, when there is one. */
  id?: string;
  /** The vendor's own id and type of it. */
  vendorId: string | null;
  vendorType: string | null;
  /** What it became. */
  type?: string;
  reason?: Reason;
};

type Outcome = { status: ReceiptStatus; eventId: string | null; reason: Reason | undefined };

/** A second Stripe event of one payment has an id of its own, and the fact is known already. */
function repeatReason(mapping: Mapping): Reason {
  const isShared = mapping.status === "event" && mapping.id !== mapping.vendorId;
  return isShared
    ? { code: "told_already", message: "The same fact is known from this or another event of the vendor." }
    : { code: "duplicate", message: "The same event came before." };
}

function outcomeOf(mapping: Mapping, stored: EventAnswer | undefined): Outcome {
  if (mapping.status === "ignored") return { status: "ignored", eventId: null, reason: mapping.reason };
  if (mapping.status === "unusable") return { status: "rejected", eventId: null, reason: mapping.reason };
  if (!stored) throw new Error("an event has no answer");
  switch (stored.status) {
    case "accepted":
      return { status: "accepted", eventId: stored.id, reason: undefined };
    case "duplicate":
      return { status: "duplicate", eventId: stored.id, reason: repeatReason(mapping) };
    case "rejected": {
      const { code, pointer, message } = stored.error;
      return { status: "rejected", eventId: null, reason: { code, message: `${pointer} ${message}`.trim() } };
    }
  }
}

/** What became of one payload: for the vendor, and for the list of what the source received. */
export function answerTo(
  mapping: Mapping,
  stored: EventAnswer | undefined,
): { answer: SourceAnswer; receipt: Omit<NewReceipt, "body"> } {
  const { status, eventId, reason } = outcomeOf(mapping, stored);
  const { vendorId, vendorType } = mapping;
  return {
    answer: {
      status,
      vendorId,
      vendorType,
      ...(eventId === null ? {} : { id: eventId }),
      ...(mapping.status === "event" ? { type: mapping.event.type } : {}),
      ...(reason === undefined ? {} : { reason }),
    },
    receipt: {
      status,
      vendorType,
      externalId: vendorId,
      eventId,
      code: reason?.code ?? null,
      message: reason?.message ?? null,
    },
  };
}
