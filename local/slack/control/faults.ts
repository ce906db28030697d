import { z } from "zod";
import { type ControlAnswer, done, misshapen, refused } from "@/local/slack/control/answer";
import type { Fault } from "@/local/slack/http/fault";
import { type FaultKind, faultDetails, parseFaultKind } from "@/local/slack/http/fault-kind";
import { isJsonObject, type Json } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

const match = z.object({
  method: z.string().optional(),
  webhook: z.union([z.string(), z.literal(true).transform(() => "*")]).optional(),
  channel: z.string().optional(),
  token: z.string().optional(),
});

const addition = faultDetails.extend({
  match: match.default({}),
  /** How many calls it spoils; `null` until it is deleted. */
  times: z.number().int().positive().nullable().default(1),
  kind: z.union([z.string(), z.number().transform(String), z.record(z.string(), z.unknown())]),
});
type Addition = z.infer<typeof addition>;

const removal = z.object({ delete: z.union([z.string(), z.literal(true)]) });

/** Adds a fault, or several from a list; or deletes one by its id, or all. */
export function changeFaults(world: World, body: Json): ControlAnswer {
  const leaving = removal.safeParse(body);
  if (leaving.success) return remove(world, leaving.data.delete);
  const wanted = z.array(addition).safeParse(Array.isArray(body) ? body : [body]);
  if (!wanted.success) return misshapen(wanted.error);
  const faults: Fault[] = [];
  for (const one of wanted.data) {
    const kind = kindOf(one);
    if (kind === undefined) return refused(`this kind of fault does not exist: ${JSON.stringify(one.kind)}`);
    faults.push({ id: world.mint.secret(8), match: one.match, kind, left: one.times, hits: 0 });
  }
  world.faults.push(...faults);
  return done({ id: faults[0]?.id, ids: faults.map((fault) => fault.id) });
}

/** The faults that still wait, in the order in which they are tried. */
export function listFaults(world: World) {
  return world.faults.map(({ id, match: waitsFor, kind, left, hits }) => ({
    id,
    match: waitsFor,
    kind,
    times: left,
    hits,
  }));
}

function remove(world: World, which: string | true): ControlAnswer {
  const before = world.faults.length;
  const kept = which === true || which === "all" ? [] : world.faults.filter((fault) => fault.id !== which);
  world.faults.splice(0, before, ...kept);
  return done({ deleted: before - kept.length });
}

/** A kind may be a word with a detail, or an object: `{ "429": { "retryAfter": 2 } }`, `{ "type": "error", "error": "…" }`. */
function kindOf(given: Addition): FaultKind | undefined {
  if (typeof given.kind === "string") return parseFaultKind(given.kind, given);
  const inside = faultDetails.safeParse(given.kind);
  const details = inside.success ? { ...given, ...inside.data } : given;
  const named = given.kind.type ?? given.kind.kind;
  if (typeof named === "string" || typeof named === "number") return parseFaultKind(String(named), details);
  const [name, value] = Object.entries(given.kind)[0] ?? ["", undefined];
  if (!isJsonObject(value))
    return parseFaultKind(value === true || value === null ? name : `${name}:${String(value)}`, details);
  const nested = faultDetails.safeParse(value);
  return parseFaultKind(name, nested.success ? { ...details, ...nested.data } : details);
}
