import { z } from "zod";
import { parseJson } from "./json";
import { errorText } from "./logger";
import { readOpcodes } from "./opcode";
import { memos } from "./request-body";
import type { RouteParts } from "./routes";
import type { Incoming, Reply } from "./server";
import { savesOf } from "./transition";

const registrationSchema = z.object({ functions: z.array(z.unknown()) });
const checkpointSchema = z.object({
  qi_id: z.string().regex(/^\d{1,18}$/),
  generation_id: z.number().int(),
  steps: z.array(z.unknown()),
});

/** Out-of-band sync: the functions count, the URL that comes with them does not. */
export async function registerFunctions(parts: RouteParts, incoming: Incoming): Promise<Reply> {
  const parsed = registrationSchema.safeParse(parseJson(incoming.body));
  if (!parsed.success) return { status: 400, json: { error: "not a registration", status: 400 } };
  try {
    await parts.registration.register(parsed.data.functions);
    return { status: 200, json: { ok: true, modified: true, status: 200 } };
  } catch (error) {
    return { status: 400, json: { error: errorText(error), status: 400, modified: false } };
  }
}

/** Saves steps of a call that goes on. 409 tells the SDK that the call is no longer the one that counts. */
export async function checkpoint(parts: RouteParts, run: string, incoming: Incoming): Promise<Reply> {
  const parsed = checkpointSchema.safeParse(parseJson(incoming.body));
  if (!parsed.success) return { status: 400, json: { error: "not a checkpoint", status: 400 } };
  const opcodes = readOpcodes(parsed.data.steps);
  if (typeof opcodes === "string") return { status: 400, json: { error: opcodes, status: 400 } };
  const saves = savesOf(opcodes);
  const fence = { item: Number(parsed.data.qi_id), gen: parsed.data.generation_id };
  const applied = await parts.pump.submit({ ops: [{ op: "checkpoint", ...fence, run, saves }] });
  return applied
    ? { status: 200, json: {} }
    : { status: 409, json: { error: "stale dispatch", status: 409 } };
}

/** The events of a run whose call was too large to carry them. */
export async function runBatch(parts: RouteParts, run: string): Promise<Reply> {
  const rows = z
    .array(z.object({ events: z.string() }))
    .parse([...(await parts.sql`select events from engine.runs where id = ${run}`)]);
  const [row] = rows;
  return row
    ? { status: 200, text: row.events }
    : { status: 404, json: { error: "no such run", status: 404 } };
}

/** The memoised steps of a run whose call was too large to carry them. */
export async function runActions(parts: RouteParts, run: string): Promise<Reply> {
  const rows = z
    .array(z.object({ id: z.string(), value: z.string() }))
    .parse([...(await parts.sql`select id, value from engine.steps where run = ${run}`)]);
  return { status: 200, text: memos(Object.fromEntries(rows.map((row) => [row.id, row.value]))) };
}
