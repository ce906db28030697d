import { env } from "@/lib/env";
import type { ReceiptItem, SourceItem } from "./queries";

/** The public address of a source, which the vendor posts to. */
export const addressOf = (sourceId: string) => `${env().NEXTAUTH_URL}/api/sources/${sourceId}`;

/** A source as the API answers it. */
export function published(source: SourceItem): SourceItem & { url: string } {
  return { ...source, url: addressOf(source.id) };
}

/** A receipt as the API answers it: with its body, since that is what one looks for. */
export function publishedReceipt({ externalId, code, message, ...receipt }: ReceiptItem) {
  return { ...receipt, vendorId: externalId, reason: code === null ? null : { code, message } };
}
