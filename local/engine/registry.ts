import { type FunctionSpec, parseFunction } from "./function-spec";

/** What the engine knows of the app's functions, looked up by id and by the event that starts them. */
export type Registry = {
  functions: ReadonlyMap<string, FunctionSpec>;
  startedBy(eventName: string): readonly FunctionSpec[];
};

/**
 * Builds the look-up tables from raw configurations.
 * @throws Error when any of them asks for something that the engine does not do.
 */
export function buildRegistry(configs: readonly unknown[]): Registry {
  const functions = new Map<string, FunctionSpec>();
  const byEvent = new Map<string, FunctionSpec[]>();
  for (const config of configs) {
    const spec = parseFunction(config);
    functions.set(spec.id, spec);
    const names = new Set(spec.triggers.flatMap((trigger) => ("event" in trigger ? [trigger.event] : [])));
    for (const name of names) byEvent.set(name, [...(byEvent.get(name) ?? []), spec]);
  }
  return { functions, startedBy: (name) => byEvent.get(name) ?? [] };
}

/** A registry that knows nothing yet. */
export const EMPTY_REGISTRY: Registry = buildRegistry([]);
