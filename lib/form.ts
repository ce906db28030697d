import { z } from "zod";
import type { FormValues } from "./action-state";

/** A form's text fields, without NULs (Postgres has no place for them). A name that occurs more than once becomes a list; files and Next's own fields are left out. */
export function readForm(form: FormData): FormValues {
  const values = new Map<string, string | string[]>();
  for (const [name, entry] of form) {
    if (typeof entry !== "string" || name.startsWith("$ACTION")) continue;
    const value = entry.replaceAll("\0", "");
    const known = values.get(name);
    if (known === undefined) values.set(name, value);
    else values.set(name, Array.isArray(known) ? [...known, value] : [known, value]);
  }
  return Object.fromEntries(values);
}

/** For a group of checkboxes: none, one or many of them ticked always arrive as a list. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(item),
  );
}

/** For a single checkbox: ticked or not. */
export const ticked = z.preprocess((value) => value !== undefined && value !== "", z.boolean());

/** An error's complaints by input name: the first segment of each path. */
export function complaintsByField(
  issues: readonly { path: PropertyKey[]; message: string }[],
): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const issue of issues) {
    const name = String(issue.path[0] ?? "");
    fields[name] = [...(fields[name] ?? []), issue.message];
  }
  return fields;
}
