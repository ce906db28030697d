import { z } from "zod";
import { nextTick } from "./cron";
import { durationMs } from "./duration";
import { type Expression, expression } from "./expression/expression";

const ms = z.string().transform((text, context) => {
  try {
    return durationMs(text);
  } catch (error) {
    context.addIssue({ code: "custom", message: String(error) });
    return z.NEVER;
  }
});

const condition = z.string().transform((text, context): Expression => {
  try {
    return expression(text);
  } catch (error) {
    context.addIssue({ code: "custom", message: `unsupported expression: ${String(error)}` });
    return z.NEVER;
  }
});

const refused = (what: string) => z.undefined(`${what} is not supported by the embedded engine`).optional();
const INTERNAL = /^inngest\//;

const eventTrigger = z.strictObject({
  event: z
    .string()
    .refine(
      (name) => !INTERNAL.test(name) || name === "inngest/function.failed",
      "this internal event is not sent",
    ),
  expression: condition.optional(),
});
const cronTrigger = z.strictObject({
  cron: z.string().refine((text) => nextTick(text, 0) !== null, "not a cron expression that ever fires"),
  jitter: refused("jitter"),
});
const limit = z.strictObject({
  limit: z.number().int().positive(),
  key: condition.optional(),
  scope: z.enum(["fn", "env", "account"]).optional(),
});
const flow = { key: condition.optional(), limit: z.number().int().positive(), period: ms };

const configSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(z.union([cronTrigger, eventTrigger])),
  steps: z.object({
    step: z.object({
      runtime: z.object({ type: z.literal("http"), url: z.string() }),
      retries: z.object({ attempts: z.number().int().min(0).optional() }).optional(),
    }),
  }),
  idempotency: condition.optional(),
  batchEvents: z
    .strictObject({
      maxSize: z.number().int().min(1),
      timeout: ms,
      key: condition.optional(),
      if: refused("batchEvents.if"),
    })
    .optional(),
  rateLimit: z.strictObject(flow).optional(),
  throttle: z.strictObject({ ...flow, burst: z.number().int().positive().optional() }).optional(),
  singleton: z.strictObject({ key: condition.optional(), mode: z.enum(["skip", "cancel"]) }).optional(),
  cancel: z
    .array(
      z.strictObject({
        event: z.string().refine((name) => !INTERNAL.test(name), "cannot cancel on an internal event"),
        if: condition.optional(),
        timeout: z.string().optional(),
      }),
    )
    .max(5)
    .optional(),
  debounce: z.strictObject({ key: condition.optional(), period: ms, timeout: ms.optional() }).optional(),
  timeouts: refused("timeouts"),
  priority: z.strictObject({ run: condition.optional() }).optional(),
  concurrency: z
    .union([z.number().int().positive(), limit, z.array(limit).max(2)])
    .transform((value) => (typeof value === "number" ? [{ limit: value }] : [value].flat()))
    .optional(),
});

const NOT_WITH_BATCH = ["idempotency", "rateLimit", "cancel", "priority", "debounce", "singleton"] as const;

/** A function as the engine runs it. `retries` are tries after the first one. */
export type FunctionSpec = z.output<typeof configSchema> & { retries: number };

/** What the SDK and its documentation use when a function does not say. */
export const DEFAULT_RETRIES = 3;

/**
 * Reads one function configuration of a registration.
 * @throws Error that names the function and every option that is not supported or not valid.
 */
export function parseFunction(config: unknown): FunctionSpec {
  const parsed = configSchema.safeParse(config);
  if (!parsed.success) {
    const named = z.object({ id: z.string() }).safeParse(config);
    const id = named.success ? named.data.id : "a function without id";
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`${id} is refused: ${problems.join("; ")}`);
  }
  const spec = parsed.data;
  const clash = spec.batchEvents && NOT_WITH_BATCH.find((option) => spec[option] !== undefined);
  if (clash) throw new Error(`${spec.id} is refused: batchEvents cannot go with ${clash}`);
  return { ...spec, retries: spec.steps.step.retries?.attempts ?? DEFAULT_RETRIES };
}
