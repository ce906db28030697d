import type { z } from "zod";

/** What the control plane answers to a change. */
export interface ControlAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Done; with what there is to tell of it. */
export function done(more: Readonly<Record<string, unknown>> = {}): ControlAnswer {
  return { status: 200, body: { ok: true, ...more } };
}

/** Not done, and why. */
export function refused(error: string, status = 400): ControlAnswer {
  return { status, body: { ok: false, error } };
}

/** Not done, because the body does not have the expected shape. */
export function misshapen(error: z.ZodError): ControlAnswer {
  const lines = error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  return refused(lines.join("; "));
}
