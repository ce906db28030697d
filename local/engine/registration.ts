import { createHash } from "node:crypto";
import { z } from "zod";
import { nextTick } from "./cron";
import type { Database } from "./database";
import type { FunctionSpec } from "./function-spec";
import { canonical, isObject, parseJson } from "./json";
import { buildRegistry, EMPTY_REGISTRY, type Registry } from "./registry";

/** The registry that is in force, and the way to replace it. */
export type Registration = {
  current(): Registry;
  /** Resolves when functions are known, from an earlier time or by a sync: before that no event is understood. */
  known(): Promise<void>;
  /** Stores new configurations if they differ; throws, and changes nothing, when one is refused. */
  register(configs: readonly unknown[]): Promise<void>;
  /** Reads what was registered earlier, so that events are understood before the app is up. */
  load(): Promise<void>;
};

const storedSchema = z.array(z.object({ config: z.string() }));

export function createRegistration(
  sql: Database,
  now: () => number,
  onChange: (registry: Registry) => void,
): Registration {
  let registry = EMPTY_REGISTRY;
  let checksum = "";
  let announce: () => void = () => undefined;
  const known = new Promise<void>((resolve) => {
    announce = resolve;
  });

  return {
    current: () => registry,
    known: () => known,
    load: async () => {
      const rows = storedSchema.parse([...(await sql`select config from engine.functions order by id`)]);
      if (rows.length === 0) return;
      registry = buildRegistry(rows.map((row) => parseJson(row.config)));
      announce();
    },
    register: async (configs) => {
      const text = canonical(configs);
      const sum = createHash("sha256").update(text).digest("hex");
      if (sum === checksum) return;
      const next = buildRegistry(configs);
      const byId = Object.fromEntries(
        configs.flatMap((config) => (isObject(config) ? [[String(config.id), config]] : [])),
      );
      const crons = [...next.functions.values()].flatMap((spec) => cronsOf(spec, now()));
      await sql`select engine.register(${appOf(next)}, ${JSON.stringify(byId)}, ${JSON.stringify(crons)}, ${now()})`;
      registry = next;
      checksum = sum;
      announce();
      onChange(next);
    },
  };
}

/** The text of a cron item: its function's id is on the item. */
export const cronPayload = z.object({ cron: z.string() });

function cronsOf(
  spec: FunctionSpec,
  now: number,
): { fn: string; tag: string; payload: string; due: number }[] {
  return spec.triggers.flatMap((trigger) => {
    if (!("cron" in trigger)) return [];
    const due = nextTick(trigger.cron, now);
    const payload = JSON.stringify({ cron: trigger.cron });
    return due === null ? [] : [{ fn: spec.id, tag: `cron|${spec.id}|${trigger.cron}`, payload, due }];
  });
}

// One engine serves one app; its name only separates rows.
function appOf(_registry: Registry): string {
  return "app";
}
