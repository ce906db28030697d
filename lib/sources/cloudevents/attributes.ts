import { type Payload, textAt } from "../read";

/** Attributes of CloudEvents 1.0 that are not extensions. */
const coreAttributes = new Set([
  "specversion",
  "id",
  "source",
  "type",
  "time",
  "subject",
  "datacontenttype",
  "dataschema",
  "data",
  "data_base64",
]);

export type AttributeDefect = { pointer: string; message: string };

/** What is wrong with the attributes that every event must have (CloudEvents 1.0, "REQUIRED Attributes"); undefined when nothing is. */
export function attributeDefect(event: Payload): AttributeDefect | undefined {
  const version = event.specversion;
  if (version !== "1.0") {
    return {
      pointer: "/specversion",
      message: 'must be "1.0", the version of CloudEvents that is understood here',
    };
  }
  for (const name of ["id", "source", "type"]) {
    const value = event[name];
    if (typeof value !== "string" || value.trim() === "") {
      return { pointer: `/${name}`, message: "is required, and must be text that is not empty" };
    }
  }
  if (/\s/.test(textAt(event, "source") ?? "")) {
    return { pointer: "/source", message: "must be a URI reference, which has no spaces" };
  }
  return undefined;
}

/** The extension attributes by their names. */
export function extensionsOf(event: Payload): Record<string, unknown> {
  return Object.fromEntries(Object.entries(event).filter(([name]) => !coreAttributes.has(name)));
}

/**
 * The attributes of an event in binary mode: headers named `ce-…`, percent-encoded as the HTTP binding says, and the
 * content type of the body.
 */
export function attributesOfHeaders(headers: Headers): Record<string, string> {
  const attributes: Record<string, string> = {};
  headers.forEach((value, name) => {
    // A fixed set of characters, so that no header can reach a prototype.
    const [, attribute] = /^ce-([a-z0-9]{1,64})$/.exec(name) ?? [];
    if (attribute !== undefined) attributes[attribute] = decoded(value);
  });
  const contentType = headers.get("content-type");
  return contentType === null ? attributes : { ...attributes, datacontenttype: contentType };
}

function decoded(value: string): string {
  const bare = value.replace(/^"(.*)"$/s, "$1").replaceAll('\\"', '"');
  try {
    return decodeURIComponent(bare);
  } catch {
    // What is not percent-encoded as a whole is taken as it stands.
    return bare;
  }
}
