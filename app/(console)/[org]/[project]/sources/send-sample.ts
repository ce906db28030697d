import { z } from "zod";
import { takeFromVendor } from "@/app/api/sources/take";
import type { SentSample } from "@/components/sources/sample-form";
import { receiptStatuses } from "@/db/enums";
import { systemScope } from "@/lib/auth/system";
import { randomToken } from "@/lib/crypto";
import { AppError } from "@/lib/errors";
import { adapterOf } from "@/lib/sources/adapters";
import { freshen } from "@/lib/sources/freshen";
import { addressOf } from "@/lib/sources/published";
import { findListeningSource } from "@/lib/sources/queries";
import { sampleName } from "@/lib/sources/sample";

const answer = z.object({
  events: z
    .array(
      z.object({
        status: z.enum(receiptStatuses),
        id: z.string().optional(),
        type: z.string().optional(),
        reason: z.object({ message: z.string() }).optional(),
      }),
    )
    .min(1),
});
const refusal = z.object({ detail: z.string() });

async function readAnswer(name: string, response: Response): Promise<SentSample> {
  const body: unknown = await response.json();
  const common = { name, httpStatus: response.status };
  const taken = answer.safeParse(body);
  const [first] = taken.success ? taken.data.events : [];
  if (first) {
    const { status, type = null, id = null, reason } = first;
    return { ...common, outcome: status, type, eventId: id, reason: reason?.message ?? null };
  }
  const reason = refusal.safeParse(body).data?.detail ?? null;
  return { ...common, outcome: "refused", type: null, eventId: null, reason };
}

/**
 * Sends one of the vendor's own events to a source of the asking member's project: signed as the vendor signs, in at the
 * same door.
 * @throws AppError `invalid` for a name that is no sample's, or a source without a secret
 */
export async function sendSampleTo(
  sourceId: string,
  { sample: name, isSandbox }: { sample: string; isSandbox: boolean },
): Promise<SentSample> {
  const now = new Date();
  const source = await findListeningSource(systemScope("sources"), sourceId, { now });
  const adapter = adapterOf(source.kind);
  const sample = adapter.samples.find((each) => sampleName(each) === name);
  const [secret] = source.secrets;
  if (!sample || secret === undefined) {
    throw new AppError("invalid", sample ? "Set the source's secret first." : "There is no such sample.");
  }
  const token = randomToken(9).replaceAll(/[^A-Za-z0-9]/g, "x");
  const text = JSON.stringify(freshen(source.kind, sample, { now, token, isSandbox }));
  const headers = { "content-type": "application/json", ...adapter.sign(text, secret, now) };
  const request = new Request(addressOf(sourceId), { method: "POST", headers, body: text });
  return readAnswer(name, await takeFromVendor(sourceId, request));
}
