import type { Scope } from "@/lib/auth/scope";
import { noteCustomersOfEvents } from "@/lib/customers/commands";
import { log } from "@/lib/log";

/** Events whose customers are noted in one statement. */
const batchSize = 1_000;

type Notes = { pending: string[]; current: Promise<void> | null };
declare global {
  var bellwireCustomerNotes: Map<string, Notes> | undefined;
}

async function workOff(scope: Scope, notes: Notes): Promise<void> {
  while (notes.pending.length > 0) {
    const ids = notes.pending.splice(0, batchSize);
    try {
      await noteCustomersOfEvents(scope, ids);
    } catch (error) {
      // The messages are told and the events are there; the customer's next event brings the facts again.
      log.warn({ error, projectId: scope.projectId, count: ids.length }, "customers.not_noted");
    }
  }
}

/**
 * Takes what events say of their customers into the customers' profiles, beside the delivery of their messages and never
 * before it. Events that come in meanwhile share the next statement.
 * @returns a promise that never rejects.
 */
export function noteCustomersLater(scope: Scope, eventIds: readonly string[]): Promise<void> {
  globalThis.bellwireCustomerNotes ??= new Map();
  const all = globalThis.bellwireCustomerNotes;
  const notes = all.get(scope.projectId) ?? { pending: [], current: null };
  all.set(scope.projectId, notes);
  notes.pending.push(...eventIds);
  notes.current ??= workOff(scope, notes).finally(() => {
    notes.current = null;
    all.delete(scope.projectId);
  });
  return notes.current;
}
