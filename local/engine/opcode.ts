import { z } from "zod";

const id = z.string().min(1).max(200);
const opts = z.record(z.string(), z.unknown()).nullish();

const opcodeSchema = z.discriminatedUnion("op", [
  z.object({ op: z.enum(["StepRun", "Step"]), id, data: z.unknown().optional() }),
  z.object({ op: z.literal("StepError"), id, error: z.unknown() }),
  z.object({ op: z.literal("StepFailed"), id, error: z.unknown() }),
  z.object({ op: z.literal("StepPlanned"), id, opts }),
  z.object({ op: z.literal("Sleep"), id, name: z.string() }),
  z.object({
    op: z.literal("WaitForEvent"),
    id,
    name: z.string(),
    opts: z.object({ timeout: z.string(), if: z.string().optional() }),
  }),
  z.object({
    op: z.literal("InvokeFunction"),
    id,
    opts: z.object({
      function_id: z.string(),
      payload: z.record(z.string(), z.unknown()).optional(),
      timeout: z.string().optional(),
    }),
  }),
  z.object({ op: z.literal("RunComplete"), id, data: z.unknown().optional() }),
  z.object({ op: z.literal("DiscoveryRequest"), id }),
]);

/** One operation that a function asks for, as the SDK reports it. */
export type Opcode = z.output<typeof opcodeSchema>;

/**
 * Reads the body of a 206: an array of operations, or a single one. Answers what is wrong with it as text when an
 * operation is not one that the engine does.
 */
export function readOpcodes(body: unknown): Opcode[] | string {
  const list = Array.isArray(body) ? body : [body];
  const opcodes: Opcode[] = [];
  for (const raw of list) {
    const parsed = opcodeSchema.safeParse(raw);
    if (!parsed.success) return problemOf(raw);
    const mode = parsed.data.op === "StepPlanned" ? parsed.data.opts?.parallelMode : undefined;
    if (mode === "race") return `group.parallel with mode "race" is not supported by the embedded engine`;
    opcodes.push(parsed.data);
  }
  return opcodes.length > 0 ? opcodes : "the SDK answered without any operation";
}

function problemOf(raw: unknown): string {
  const named = z.object({ op: z.string(), displayName: z.string().optional() }).safeParse(raw);
  if (!named.success) return "the SDK answered with something that is not an operation";
  const step = named.data.displayName === undefined ? "" : ` (step "${named.data.displayName}")`;
  return `operation ${named.data.op}${step} is not supported by the embedded engine`;
}
