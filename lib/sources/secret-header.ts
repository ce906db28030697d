import { equalsInConstantTime } from "@/lib/crypto";

/** What proves that a request comes from the vendor: its headers, its address, its very bytes. */
export type Call = { headers: Headers; url: URL; raw: Buffer; now: Date };

/**
 * Whether a request presents the secret: as the whole `Authorization` header, as its bearer token, in
 * `X-Bellwire-Secret`, or, for vendors that can set no header, as `?secret=` of the address. All are compared, in
 * constant time each.
 */
export function presentsSecret(
  { headers, url }: Call,
  secret: string,
  { inAddress }: { inAddress: boolean },
): boolean {
  const authorization = headers.get("authorization")?.trim() ?? "";
  const candidates = [
    authorization,
    authorization.replace(/^bearer\s+/i, ""),
    headers.get("x-bellwire-secret")?.trim() ?? "",
    inAddress ? (url.searchParams.get("secret") ?? "") : "",
  ];
  let isRight = false;
  for (const candidate of candidates) {
    if (equalsInConstantTime(candidate, secret) && candidate !== "") isRight = true;
  }
  return isRight;
}
