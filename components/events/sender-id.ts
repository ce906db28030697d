/**
 * The id that the sender gave an event: without the source that is put before a vendor's own id; null when it gave none
 * and Bellwire's stands in its place.
 */
export function senderId({ id, externalId }: { id: string; externalId: string }): string | null {
  return externalId === id ? null : externalId.replace(/^src_[0-9a-z]+\//, "");
}
