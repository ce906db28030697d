import type { SourceKind } from "@/db/enums";
import { AppError } from "@/lib/errors";
import { mapCloudEvent } from "./cloudevents/map";
import { modeOf, readCloudEvents } from "./cloudevents/read";
import { cloudEventSamples } from "./cloudevents/samples";
import type { MapContext, Mapping } from "./mapping";
import { mapOctane } from "./octane/map";
import { octaneSamples } from "./octane/samples";
import { mapRevenueCat } from "./revenuecat/map";
import { revenueCatSamples } from "./revenuecat/samples";
import type { Sample } from "./sample";
import { type Call, presentsSecret } from "./secret-header";
import { mapStripe } from "./stripe/map";
import { stripeSamples } from "./stripe/samples";
import { isStripeSigned, stripeSignature } from "./stripe/verify";

/** What one vendor's way of sending comes down to. */
export type Adapter = {
  /** Whether the request was made by somebody who has the secret. */
  isGenuine: (call: Call, secret: string) => boolean;
  /** The events of a request, as the vendor writes them. @throws AppError `malformed`, `invalid` */
  read: (call: Call) => unknown[];
  map: (body: unknown, context: MapContext) => Mapping;
  /** What the vendor takes for “received”. It sends again on anything else. */
  taken: 200 | 202;
  /** Whether to refuse what cannot be used. Vendors would only send it again; people at their own keyboard want to know. */
  refusesUnusable: boolean;
  samples: readonly Sample[];
  /** The headers with which the vendor would send this text. */
  sign: (text: string, secret: string, now: Date) => Record<string, string>;
};

function readJson({ raw }: Call): unknown[] {
  const text = new TextDecoder("utf-8").decode(raw);
  try {
    return [JSON.parse(text)];
  } catch {
    throw new AppError("malformed", "The body is not a JSON document.", { code: "malformed_json" });
  }
}

/** A CloudEvent by its headers, or a body that is one by its own word whatever its content type. */
function readAnyCloudEvents(call: Call): unknown[] {
  const mode = modeOf(call.headers);
  if (mode !== undefined) return readCloudEvents(mode, call.headers, call.raw);
  const [body] = readJson(call);
  return Array.isArray(body) ? readCloudEvents("batch", call.headers, call.raw) : [body];
}

const bearer = (_text: string, secret: string) => ({ authorization: `Bearer ${secret}` });

/** Every vendor that can post to `/api/sources/{sourceId}`. */
const adapters = {
  revenuecat: {
    isGenuine: (call, secret) => presentsSecret(call, secret, { inAddress: false }),
    read: readJson,
    map: mapRevenueCat,
    taken: 200,
    refusesUnusable: false,
    samples: revenueCatSamples,
    sign: bearer,
  },
  stripe: {
    isGenuine: ({ headers, raw, now }, secret) =>
      isStripeSigned(raw, headers.get("stripe-signature") ?? "", secret, now.getTime()),
    read: readJson,
    map: mapStripe,
    taken: 200,
    refusesUnusable: false,
    samples: stripeSamples,
    sign: (text, secret, now) => ({ "stripe-signature": stripeSignature(text, secret, now.getTime()) }),
  },
  octane: {
    isGenuine: (call, secret) => presentsSecret(call, secret, { inAddress: true }),
    read: readJson,
    map: mapOctane,
    taken: 200,
    refusesUnusable: false,
    samples: octaneSamples,
    sign: (_text, secret) => ({ "x-bellwire-secret": secret }),
  },
  cloudevents: {
    isGenuine: (call, secret) => presentsSecret(call, secret, { inAddress: false }),
    read: readAnyCloudEvents,
    map: mapCloudEvent,
    taken: 202,
    refusesUnusable: true,
    samples: cloudEventSamples,
    sign: (text, secret) => ({ ...bearer(text, secret), "content-type": "application/cloudevents+json" }),
  },
} as const satisfies Record<SourceKind, Adapter>;

/** The adapter of a kind, seen as any of them. */
export const adapterOf = (kind: SourceKind): Adapter => adapters[kind];
