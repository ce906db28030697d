import { type Rule, ruleDefinition } from "./schema";

/** A rule that is on, as its row holds it. */
export type StoredRule = {
  id: string;
  name: string;
  description: string;
  revision: number;
  /** ISO 8601, or as Postgres writes an instant in JSON. */
  watchesSince: string;
  definition: unknown;
};

/** Reads a stored rule back; null for one that this version does not understand, which must not stop the others. */
export function readRule(stored: StoredRule): Rule | null {
  const definition = ruleDefinition.safeParse(stored.definition);
  if (!definition.success) return null;
  const { id, name, description, revision, watchesSince } = stored;
  return {
    ...definition.data,
    ...{ id, name, description, revision, enabled: true, watchesSince: new Date(watchesSince) },
  };
}
