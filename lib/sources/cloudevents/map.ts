import { eventTypePattern } from "@/lib/events/schema";
import { customerUrlOf, type MapContext, type MappedEvent, type Mapping } from "../mapping";
import {
  foreignType,
  instantOfText,
  objectOf,
  type Payload,
  present,
  textAt,
  valueAt,
  within,
} from "../read";
import { type AttributeDefect, attributeDefect, extensionsOf } from "./attributes";

/** One CloudEvent as ours, or what is wrong with its attributes. */
export type ReadCloudEvent =
  | { ok: true; id: string; vendorType: string; event: MappedEvent }
  | { ok: false; defect: AttributeDefect };

/** Its type as it is when it can be one of ours, so that `invoice.generated` is the catalog's; else made to fit. */
function typeOf(type: string): string {
  return type.length <= 128 && eventTypePattern.test(type) ? type : foreignType("cloudevents", type);
}

/** What an object's data may say of its customer: our own envelope's member, or one of the usual names. */
function customerOf(event: Payload, data: unknown, context: MapContext): MappedEvent["customer"] {
  const given = objectOf(valueAt(data, "customer"));
  const id = within(
    255,
    textAt(given, "id") ??
      textAt(event, "customerid", "customer", "subject") ??
      textAt(data, "customerId", "customer_id"),
  );
  if (id === undefined) return undefined;
  const said = textAt(given, "id") === undefined ? {} : given;
  const known = present({
    name: within(500, textAt(said, "name") ?? textAt(event, "customername")),
    email: within(320, textAt(said, "email") ?? textAt(event, "customeremail")),
    url: within(2_000, textAt(said, "url")) ?? customerUrlOf(context, id),
  });
  return { ...said, id, ...known };
}

/** The event's data: an object as it is, anything else as the one value of it. */
function dataOf(event: Payload): Record<string, unknown> {
  const { data, data_base64 } = event;
  const own =
    typeof data === "object" && data !== null && !Array.isArray(data)
      ? { ...data }
      : present({ value: data });
  const extensions = extensionsOf(event);
  return {
    ...own,
    ...present({ dataBase64: data_base64 }),
    cloudEvent: present({
      id: event.id,
      source: event.source,
      type: event.type,
      subject: event.subject,
      dataContentType: event.datacontenttype,
      dataSchema: event.dataschema,
      extensions: Object.keys(extensions).length > 0 ? extensions : undefined,
    }),
  };
}

const environments = ["production", "sandbox"] as const;

/**
 * A CloudEvent of version 1.0 in its JSON form as our event. Its id is only its source's own, so both make the id here;
 * a source has no spaces, which keeps them apart.
 */
export function readCloudEvent(body: unknown, context: MapContext): ReadCloudEvent {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return { ok: false, defect: { pointer: "", message: "must be an object" } };
  }
  const event = objectOf(body);
  const defect = attributeDefect(event);
  if (defect) return { ok: false, defect };
  const time = event.time;
  const occurredAt = typeof time === "string" ? instantOfText(time) : undefined;
  if (time !== undefined && time !== null && occurredAt === undefined) {
    return {
      ok: false,
      defect: { pointer: "/time", message: "must be an RFC 3339 instant such as 2026-11-21T09:00:00Z" },
    };
  }
  const type = textAt(event, "type") ?? "";
  const environment = environments.find((each) => each === textAt(event, "environment"));
  return {
    ok: true,
    id: `${textAt(event, "source")} ${textAt(event, "id")}`,
    vendorType: type,
    event: {
      type: typeOf(type),
      occurredAt,
      environment,
      customer: customerOf(event, event.data, context),
      data: dataOf(event),
    },
  };
}

/** As readCloudEvent, for a source. */
export function mapCloudEvent(body: unknown, context: MapContext): Mapping {
  const read = readCloudEvent(body, context);
  const vendorType = textAt(body, "type") ?? null;
  const vendorId = textAt(body, "id") ?? null;
  if (!read.ok) {
    const { pointer, message } = read.defect;
    const reason = { code: "invalid_cloudevent", message: `${pointer || "It"} ${message}.` };
    return { status: "unusable", vendorType, vendorId, reason };
  }
  return { status: "event", vendorType: read.vendorType, vendorId, id: read.id, event: read.event };
}
