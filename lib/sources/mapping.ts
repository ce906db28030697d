import type { Environment } from "@/db/enums";

/** An event as `POST /api/v1/events` takes it, made of a vendor's payload. */
export type MappedEvent = {
  type: string;
  occurredAt?: string | undefined;
  environment?: Environment | undefined;
  customer?: { id: string; [field: string]: unknown } | undefined;
  data: Record<string, unknown>;
};

export type Reason = { code: string; message: string };

/** What one payload of a vendor comes to. `id` is the vendor's, or the thing's when several payloads tell one fact. */
export type Mapping =
  | { status: "event"; vendorType: string; vendorId: string | null; id: string | null; event: MappedEvent }
  /** Kept, and nothing is told of it. */
  | { status: "ignored"; vendorType: string; vendorId: string | null; reason: Reason }
  /** Nothing can be made of it. */
  | { status: "unusable"; vendorType: string | null; vendorId: string | null; reason: Reason };

/** What a source's owner has set that has a part in mapping. */
export type MapContext = {
  /** The address of a customer's page, with `{id}` in it, for payloads that name none (OCT-8). */
  customerUrl?: string | undefined;
};

/** The customer's page by the source's own pattern. */
export function customerUrlOf({ customerUrl }: MapContext, id: string | undefined): string | undefined {
  if (customerUrl === undefined || id === undefined) return undefined;
  return customerUrl.replaceAll("{id}", encodeURIComponent(id.toWellFormed()));
}

/** A refusal of a payload that is not the vendor's at all. */
export function unusable(message: string, vendorType: string | null = null): Mapping {
  return { status: "unusable", vendorType, vendorId: null, reason: { code: "invalid_payload", message } };
}
