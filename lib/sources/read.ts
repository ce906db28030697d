/** A vendor's payload, of which nothing is certain: it is only read through this file. */
export type Payload = Readonly<Record<string, unknown>>;

/** A value that is an object; an empty one for anything else. */
export function objectOf(value: unknown): Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** A value that is a list; an empty one for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value at a path such as `lines.data.0.price`; undefined where it ends early. */
export function valueAt(payload: unknown, path: string): unknown {
  let current: unknown = payload;
  for (const key of path.split(".")) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}

/** The first of the paths that holds text with something in it, or a number, as text. */
export function textAt(payload: unknown, ...paths: string[]): string | undefined {
  for (const path of paths) {
    const value = valueAt(payload, path);
    if (typeof value === "string" && value.trim() !== "") return value;
    if (typeof value === "number" && Number.isFinite(value)) return String(value);
  }
  return undefined;
}

/** The first of the paths that holds a finite number. */
export function numberAt(payload: unknown, ...paths: string[]): number | undefined {
  for (const path of paths) {
    const value = valueAt(payload, path);
    if (typeof value === "number" && Number.isFinite(value)) return value;
  }
  return undefined;
}

/** As numberAt, for what is counted: a whole number from zero up. */
export function countAt(payload: unknown, ...paths: string[]): number | undefined {
  const value = numberAt(payload, ...paths);
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

const latest = 8.64e15;

/** An instant from milliseconds since 1970, as ISO 8601 text; undefined when it is none. */
export function instantOf(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined || Math.abs(milliseconds) > latest) return undefined;
  const text = new Date(milliseconds).toISOString();
  // Years beyond four digits are written with a sign, which is no instant of ours.
  return /^\d{4}-/.test(text) ? text : undefined;
}

/** As instantOf, from seconds. */
export function instantOfSeconds(seconds: number | undefined): string | undefined {
  return instantOf(seconds === undefined ? undefined : seconds * 1000);
}

/** An instant from text in the way of RFC 3339; undefined when it is none. */
export function instantOfText(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : instantOf(milliseconds);
}

/** Cuts what a vendor may send longer than the envelope takes. Never in the middle of a surrogate pair. */
export function within(limit: number, text: string | undefined): string | undefined {
  if (text === undefined || text.length <= limit) return text;
  const cut = text.slice(0, limit);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** An object without what is undefined. */
export function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/**
 * The type under which an event that we have no name for is stored and can be routed: the vendor and its own name,
 * lower-cased, with what a type cannot hold as underscores.
 */
export function foreignType(vendor: string, name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "_")
    .replaceAll(/\.{2,}/g, ".")
    .replaceAll(/^[._-]+|[._-]+$/g, "");
  return `${vendor}.${words || "unnamed"}`.slice(0, 128).replace(/\.$/, "");
}
