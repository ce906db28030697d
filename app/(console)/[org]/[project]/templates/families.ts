import { catalog } from "@/lib/events/catalog";
import { families } from "@/lib/events/catalog/define";
import type { TemplateError } from "@/lib/templates/schema";

export type TypeRow = {
  type: string;
  label: string;
  description: string;
  own: { enabled: boolean; lastError: TemplateError | null } | undefined;
};
export type FamilyRows = { label: string; rows: TypeRow[] };

type Customised = { eventType: string; enabled: boolean; lastError: TemplateError | null };

const titleOf = (family: string) => family.charAt(0).toUpperCase() + family.slice(1);

/** All event types by family, and the sender's own that have a wording, with those alone that the query finds. */
export function familiesFor(customised: readonly Customised[], query: string): FamilyRows[] {
  const byType = new Map(customised.map((template) => [template.eventType, template]));
  const wanted = query.toLowerCase();
  const isFound = ({ type, label }: TypeRow) =>
    type.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted);
  const known = families
    .filter((family) => family !== "tests")
    .map((family) => ({
      label: titleOf(family),
      rows: catalog
        .filter((entry) => entry.family === family)
        .map(({ type, label, description }) => ({ type, label, description, own: byType.get(type) })),
    }));
  const types = new Set(catalog.map(({ type }) => type));
  const own = customised
    .filter(({ eventType }) => !types.has(eventType))
    .map((template) => ({
      type: template.eventType,
      label: template.eventType,
      description: "A type of your own.",
      own: template,
    }));
  return [...known, { label: "Your own types", rows: own }]
    .map(({ label, rows }) => ({ label, rows: rows.filter(isFound) }))
    .filter(({ rows }) => rows.length > 0);
}
