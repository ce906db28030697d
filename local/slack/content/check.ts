import { isJsonObject, type Json, type JsonObject } from "@/local/slack/world/json";

/** A complaint about one place of the content, worded as Slack words it. */
export interface Problem {
  readonly message: string;
  /** JSON pointer of the place: `/blocks/0/text/text`. */
  readonly pointer: string;
}

/** Looks at a value and adds what is wrong with it to `problems`. */
export type Check = (value: Json, pointer: string, problems: Problem[]) => void;

/** A string between `min` and `max` characters, counted in UTF-16 units. */
export function text(max: number, min = 1): Check {
  return (value, pointer, problems) => {
    if (typeof value !== "string") problems.push({ message: "must be a string", pointer });
    else if (value.length > max)
      problems.push({ message: `must be less than ${max + 1} characters`, pointer });
    else if (value.length < min) {
      problems.push({ message: `must be more than ${min - 1} characters`, pointer });
    }
  };
}

/** A web or mail address of at most `max` characters. */
export function link(max: number): Check {
  return (value, pointer, problems) => {
    const before = problems.length;
    text(max)(value, pointer, problems);
    if (problems.length === before && !URL.canParse(String(value))) {
      problems.push({ message: "must be a valid URL", pointer });
    }
  };
}

/** True or false. */
export const flag: Check = (value, pointer, problems) => {
  if (typeof value !== "boolean") problems.push({ message: "must be a boolean", pointer });
};

/** Anything at all. */
export const anything: Check = () => undefined;

/** One of a few words. */
export function choice(...words: readonly string[]): Check {
  return (value, pointer, problems) => {
    if (typeof value === "string" && words.includes(value)) return;
    problems.push({ message: `must be one of: ${words.join(", ")}`, pointer });
  };
}

/** A list of `min` to `max` items, each of which passes `item`. */
export function list(item: Check, max: number, min = 1): Check {
  return (value, pointer, problems) => {
    if (!Array.isArray(value)) {
      problems.push({ message: "must provide an array", pointer });
      return;
    }
    if (value.length > max) problems.push({ message: `no more than ${max} items allowed`, pointer });
    if (value.length < min) problems.push({ message: `no fewer than ${min} items allowed`, pointer });
    for (const [position, one] of value.entries()) item(one, `${pointer}/${position}`, problems);
  };
}

/** An object that has the required keys, and no key but those listed. */
export function shape(required: readonly string[], keys: Readonly<Record<string, Check>>): Check {
  return (value, pointer, problems) => {
    if (!isJsonObject(value)) {
      problems.push({ message: "must provide an object", pointer });
      return;
    }
    for (const key of required) {
      if (value[key] === undefined) problems.push({ message: `missing required field: ${key}`, pointer });
    }
    checkKeys(value, keys, pointer, problems);
  };
}

function checkKeys(
  value: JsonObject,
  keys: Readonly<Record<string, Check>>,
  pointer: string,
  problems: Problem[],
) {
  for (const [key, one] of Object.entries(value)) {
    const check = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (check === undefined) problems.push({ message: `invalid additional property: ${key}`, pointer });
    else if (one !== undefined) check(one, `${pointer}/${key}`, problems);
  }
}

/** An object whose `type` chooses its check. */
export function byType(table: Readonly<Record<string, Check>>): Check {
  return (value, pointer, problems) => {
    if (!isJsonObject(value)) {
      problems.push({ message: "must provide an object", pointer });
      return;
    }
    if (value.type === undefined) {
      problems.push({ message: "missing required field: type", pointer });
      return;
    }
    const type = String(value.type);
    const check = Object.hasOwn(table, type) ? table[type] : undefined;
    if (check === undefined)
      problems.push({ message: `unsupported type: ${type}`, pointer: `${pointer}/type` });
    else check(value, pointer, problems);
  };
}

/** A place where several schemas are allowed: Slack complains of the place first, then of what is wrong in it. */
export function anyOf(check: Check): Check {
  return (value, pointer, problems) => {
    const inside: Problem[] = [];
    check(value, pointer, inside);
    if (inside.length > 0) {
      problems.push({ message: "failed to match all allowed schemas", pointer }, ...inside);
    }
  };
}
