/**
 * Who a request seems to come from, for counting only: the last address of X-Forwarded-For, which the nearest proxy wrote.
 * The ones before it are whatever the sender claims.
 */
export function clientAddress(headers: Headers): string {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return last && last.length <= 64 ? last : "unknown";
}
