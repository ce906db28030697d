import { type ActionState, complaints } from "@/lib/action-state";

/** The errors of one field after a form was refused; undefined when there are none, as a field wants it. */
export function errorsOf<Value>(state: ActionState<Value>, field: string): string[] | undefined {
  const found = complaints(state, field);
  return found.length > 0 ? found : undefined;
}
