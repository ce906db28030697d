import { z } from "zod";
import type { SourceKind } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import { adapterOf } from "@/lib/sources/adapters";
import { createSource } from "@/lib/sources/commands";
import type { Sample } from "@/lib/sources/sample";
import { POST } from "../[sourceId]/route";

const answer = z.looseObject({
  events: z.array(
    z.looseObject({
      status: z.string(),
      id: z.string().optional(),
      reason: z.looseObject({ code: z.string() }).optional(),
    }),
  ),
});

/** A vendor with a source of its own in a project, posting to its public address. */
export async function vendor(scope: Scope, kind: SourceKind, rest: { enabled?: boolean } = {}) {
  const given = kind === "stripe" ? { secret: `whsec_${"a".repeat(32)}` } : {};
  const { id, secretOnce } = await createSource(scope, {
    kind,
    name: `${kind} ${Math.random()}`,
    enabled: true,
    ...given,
    ...rest,
  });
  const secret = secretOnce ?? "";
  const adapter = adapterOf(kind);

  async function post(body: string | Uint8Array, headers: Record<string, string>, query = "") {
    const url = `http://127.0.0.1/api/sources/${id}${query}`;
    const bytes = typeof body === "string" ? body : Uint8Array.from(body);
    const request = new Request(url, { method: "POST", headers, body: bytes });
    const response = await POST(request, { params: Promise.resolve({ sourceId: id }) });
    return { status: response.status, text: await response.text() };
  }
  const json = { "content-type": "application/json" };
  return {
    id,
    secret,
    post,
    /** Sends a payload the way the vendor does. */
    send: async (payload: unknown, at = new Date()) => {
      const text = JSON.stringify(payload);
      const { status, text: said } = await post(text, { ...json, ...adapter.sign(text, secret, at) });
      const parsed = answer.safeParse(JSON.parse(said));
      return { status, events: parsed.success ? parsed.data.events : [], text: said };
    },
    sample: (vendorType: string, variant?: string): Sample => {
      const found = adapter.samples.find(
        (each) => each.vendorType === vendorType && each.variant === variant,
      );
      if (!found) throw new Error(`There is no sample ${vendorType}.`);
      return found;
    },
  };
}
