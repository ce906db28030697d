import { z } from "zod";
import type { SourceKind } from "@/db/enums";
import { adapterOf } from "@/lib/sources/adapters";
import { type Answer, type ApiClient, ask } from "./api-client";
import { token } from "./event";

const made = z.object({ id: z.string(), url: z.url(), secretOnce: z.string() });
const outcome = z.object({
  events: z.array(
    z.object({
      status: z.enum(["accepted", "duplicate", "ignored", "rejected"]),
      id: z.string().optional(),
      reason: z.object({ code: z.string(), message: z.string() }).optional(),
    }),
  ),
});

/** What a source answered of each event. @throws when it is anything else */
export const outcomes = ({ body }: Answer) => outcome.parse(body).events;

/** A vendor with a source of its own in a project, which posts to it over HTTP as the vendor does. */
export async function makeVendor(api: ApiClient, kind: SourceKind) {
  const secret = kind === "stripe" ? { secret: `whsec_${token()}${token()}` } : {};
  const source = made.parse(
    (await api.post("/api/v1/sources", { kind, name: `${kind} ${token()}`, ...secret })).body,
  );
  const json = { "content-type": "application/json" };
  const post = (body: string, headers: Record<string, string>) =>
    ask(source.url, { method: "POST", body, headers: { ...json, ...headers } });
  return {
    ...source,
    post,
    /** Sends a text signed as the vendor signs it, at this moment or at another one. */
    send: (text: string, at = new Date()) => post(text, adapterOf(kind).sign(text, source.secretOnce, at)),
  };
}

const stripeIds = /"((?:in|inpay|sub|pi|ch|dp|cs_live|evt|upcoming_in)_\w+)"/g;

/**
 * The text of a payload about things of its own: what no message shows, but what tells invoices, subscriptions and
 * events apart, is made unique.
 */
export function ownText(kind: SourceKind, payload: Readonly<Record<string, unknown>>): string {
  const mark = token();
  const text = JSON.stringify(payload);
  switch (kind) {
    case "stripe":
      return text.replaceAll(stripeIds, `"$1_${mark}"`);
    case "revenuecat":
      return text
        .replace(/"id":"[^"]*"/, `"id":"${mark}"`)
        .replace(/"original_transaction_id":"[^"]*"/, `"original_transaction_id":"${mark}"`);
    case "octane":
      return text.replace(/"idempotency_key":"[^"]*"/, `"idempotency_key":"${mark}"`);
    case "cloudevents":
      return text.replace(/"id":"[^"]*"/, `"id":"${mark}"`);
  }
}
