import { randomUUID } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionState, FormValues } from "@/lib/action-state";
import { AppError, asRefusal } from "@/lib/errors";
import { complaintsByField, readForm } from "@/lib/form";
import { log } from "@/lib/log";

export type FormOptions<Schema extends z.ZodType> = {
  schema: Schema;
  /** Inputs that hold secrets: never sent back to the form. */
  secret?: readonly string[];
};

function withoutSecrets(values: FormValues, secret: readonly string[] = []): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !secret.includes(name)));
}

function refusedState(error: unknown, values: FormValues): ActionState<never> {
  const refused = asRefusal(error);
  if (!refused) {
    const reference = randomUUID().slice(0, 8);
    log.error({ reference, error }, "action failed");
    return {
      status: "refused",
      message: `Something failed on our side and was logged (reference ${reference}).`,
      values,
    };
  }
  if (refused.kind === "unavailable") log.warn({ code: refused.code, error: refused.cause }, "unavailable");
  const [first] = refused.errors;
  if (!first) return { status: "refused", message: refused.message, values };
  const issues = refused.errors.map(({ pointer, message }) => ({
    path: pointer.split("/").slice(1),
    message,
  }));
  return { status: "invalid", fields: complaintsByField(issues), values };
}

/** A server function can be called with anything at all, whatever its signature says. */
function fieldsOf(form: unknown): FormValues {
  if (form instanceof FormData) return readForm(form);
  throw new AppError("malformed", "This is not a form of ours. Reload the page and try again.");
}

/**
 * What a form leads to: the gate first, then its fields are parsed, then `run`. Whatever goes wrong becomes a state to show;
 * what Next throws for `redirect()` and `notFound()` passes through.
 */
export async function runForm<Gate, Schema extends z.ZodType, Value>(
  form: FormData,
  { schema, secret }: FormOptions<Schema>,
  gate: () => Promise<Gate>,
  run: (gate: Gate, input: z.output<Schema>) => Promise<Value>,
): Promise<ActionState<Value>> {
  let values: FormValues = {};
  try {
    const given = fieldsOf(form);
    values = withoutSecrets(given, secret);
    const opened = await gate();
    const parsed = await schema.safeParseAsync(given);
    if (!parsed.success) return { status: "invalid", fields: complaintsByField(parsed.error.issues), values };
    return { status: "done", value: await run(opened, parsed.data) };
  } catch (error) {
    unstable_rethrow(error);
    return refusedState(error, values);
  }
}
