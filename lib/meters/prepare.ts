import type { Environment } from "@/db/enums";
import { findDefect } from "@/lib/events/sanitize";
import { readingSchema } from "./schema";

/** One reading, ready to be stored. Its value is a canonical decimal, its instant ISO 8601 text. */
export type PreparedReading = {
  id: string;
  /** False when the sender named no instant, so that a repeat is not told apart by the clock. */
  isAtGiven: boolean;
  environment: Environment;
  meter: string;
  customerId: string | null;
  value: string;
  at: string;
  unit: string | null;
  dimensions: Record<string, unknown> | null;
};

/** One reading that cannot be used, with the first reason why. The pointer is relative to the reading. */
export type RefusedReading = {
  externalId: string | null;
  /** The meter, as far as it is one. */
  type: string | null;
  code: "invalid_reading" | "unsafe_value";
  pointer: string;
  message: string;
};

export type PreparedOrRefused =
  | { ok: true; reading: PreparedReading }
  | { ok: false; refused: RefusedReading };

type Context = {
  now: Date;
  /** What every reading of this key is, or undefined when the reading may say. */
  forcedEnvironment: Environment | undefined;
  makeId: () => string;
};

const textOf = (body: unknown, key: string): string | null => {
  const value =
    typeof body === "object" && body !== null ? Object.getOwnPropertyDescriptor(body, key)?.value : null;
  return typeof value === "string" ? value.slice(0, 255) : null;
};

function refuse(
  body: unknown,
  code: RefusedReading["code"],
  pointer: string,
  message: string,
): PreparedOrRefused {
  return {
    ok: false,
    refused: { externalId: textOf(body, "id"), type: textOf(body, "meter"), code, pointer, message },
  };
}

const step = (part: PropertyKey) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** Checks one reading of a request and makes it ready to store. */
export function prepareReading(
  body: unknown,
  { now, forcedEnvironment, makeId }: Context,
): PreparedOrRefused {
  const defect = findDefect(body);
  if (defect) return refuse(body, "unsafe_value", defect.pointer, defect.message);
  const parsed = readingSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    if (issue?.code === "unrecognized_keys")
      return refuse(body, "invalid_reading", step(issue.keys[0] ?? ""), "is not known here");
    const pointer = (issue?.path ?? []).map(step).join("");
    return refuse(body, "invalid_reading", pointer, issue?.message ?? "is not a reading");
  }
  const { id, meter, customer, value, at, unit, environment, dimensions } = parsed.data;
  return {
    ok: true,
    reading: {
      id: id ?? makeId(),
      isAtGiven: at !== undefined,
      environment: forcedEnvironment ?? environment ?? "production",
      meter,
      customerId: customer ?? null,
      value,
      at: at === undefined ? now.toISOString() : new Date(at).toISOString(),
      unit: unit ?? null,
      dimensions: dimensions ?? null,
    },
  };
}
