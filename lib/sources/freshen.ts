import type { SourceKind } from "@/db/enums";
import type { Sample } from "./sample";

type Stamp = {
  now: Date;
  /** Makes the event another one than the last that was sent. */
  token: string;
  /** Sent as if from the vendor's test world. */
  isSandbox: boolean;
};

const withEvent = (payload: Sample["payload"], change: Record<string, unknown>) => ({
  ...payload,
  event: { ...(typeof payload.event === "object" ? payload.event : {}), ...change },
});

/** What would differ in the same event if the vendor sent it now: its id and its time. */
const freshened: Record<SourceKind, (payload: Sample["payload"], stamp: Stamp) => Record<string, unknown>> = {
  revenuecat: (payload, { now, token, isSandbox }) =>
    withEvent(payload, {
      id: `sample-${token}`,
      event_timestamp_ms: now.getTime(),
      ...(isSandbox ? { environment: "SANDBOX" } : {}),
    }),
  stripe: (payload, { now, token, isSandbox }) => ({
    ...payload,
    id: `evt_sample${token}`,
    livemode: !isSandbox,
    created: Math.floor(now.getTime() / 1000),
  }),
  octane: (payload, { now, token }) => ({
    ...payload,
    idempotency_key: `sample-${token}`,
    created_at: now.toISOString(),
  }),
  cloudevents: (payload, { now, token, isSandbox }) => ({
    ...payload,
    id: `sample-${token}`,
    time: now.toISOString(),
    ...(isSandbox ? { environment: "sandbox" } : {}),
  }),
};

/** A sample as the vendor would send it now. */
export function freshen(kind: SourceKind, { payload }: Sample, stamp: Stamp): Record<string, unknown> {
  return freshened[kind](payload, stamp);
}
