/** Limits of one event (API.md "Errors"). */
export const eventLimits = { depth: 32, keysPerObject: 500 } as const;

export type Defect = { pointer: string; message: string };

const dangerousKeys = new Set(["__proto__", "constructor", "prototype"]);
// A surrogate that has no partner: Postgres' jsonb refuses it.
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function defectOfText(text: string, pointer: string): Defect | undefined {
  if (text.includes("\u0000")) return { pointer, message: "must not contain the NUL character (U+0000)" };
  if (loneSurrogate.test(text)) return { pointer, message: "must not contain half of a surrogate pair" };
  return undefined;
}

const step = (pointer: string, key: string | number) =>
  `${pointer}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;

/**
 * Finds what Postgres or a later reader could not bear in a parsed JSON value: NUL, lone surrogates, too much depth,
 * too many keys, keys that reach a prototype, numbers that JSON cannot write back.
 * @returns the first defect with an RFC 6901 pointer below `pointer`, or undefined.
 */
export function findDefect(value: unknown, pointer = "", depth = 0): Defect | undefined {
  if (typeof value === "string") return defectOfText(value, pointer);
  if (typeof value === "number" && !Number.isFinite(value))
    return { pointer, message: "must be a finite number" };
  if (typeof value !== "object" || value === null) return undefined;
  if (depth >= eventLimits.depth) {
    return { pointer, message: `must not be nested deeper than ${eventLimits.depth} levels` };
  }
  return Array.isArray(value) ? defectInList(value, pointer, depth) : defectInObject(value, pointer, depth);
}

function defectInList(list: readonly unknown[], pointer: string, depth: number): Defect | undefined {
  for (let index = 0; index < list.length; index++) {
    const defect = findDefect(list[index], step(pointer, index), depth + 1);
    if (defect) return defect;
  }
  return undefined;
}

function defectInObject(object: object, pointer: string, depth: number): Defect | undefined {
  const entries = Object.entries(object);
  if (entries.length > eventLimits.keysPerObject) {
    return { pointer, message: `must not have more than ${eventLimits.keysPerObject} keys` };
  }
  for (const [key, inner] of entries) {
    if (dangerousKeys.has(key))
      return { pointer: step(pointer, key), message: "is a key that is not accepted" };
    const defect = defectOfText(key, step(pointer, key)) ?? findDefect(inner, step(pointer, key), depth + 1);
    if (defect) return defect;
  }
  return undefined;
}
