/** What a form held, so that it can be shown again. */
export type FormValues = Record<string, string | string[]>;

/** What a server action told its form, for `useActionState`. `fields` is keyed by input name. */
export type ActionState<Value = void> =
  | { status: "idle" }
  | { status: "done"; value: Value }
  | { status: "invalid"; fields: Record<string, string[]>; values: FormValues }
  | { status: "refused"; message: string; values: FormValues };

/** Where every form starts. */
export const idle = { status: "idle" } as const;

/** What the person typed last time, as text; `fallback` before that. */
export function keptValue(state: ActionState<unknown>, name: string, fallback = ""): string {
  if (state.status !== "invalid" && state.status !== "refused") return fallback;
  const value = state.values[name];
  return typeof value === "string" ? value : fallback;
}

/** The boxes that were ticked last time; `fallback` before that. */
export function keptChoices(
  state: ActionState<unknown>,
  name: string,
  fallback: readonly string[],
): readonly string[] {
  if (state.status !== "invalid" && state.status !== "refused") return fallback;
  return [state.values[name] ?? []].flat();
}

/** The complaints about one input; empty when there are none. */
export function complaints(state: ActionState<unknown>, name: string): string[] {
  return state.status === "invalid" ? (state.fields[name] ?? []) : [];
}
