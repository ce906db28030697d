import Link from "next/link";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import type { Severity } from "@/db/enums";
import type { RuleChoices } from "./choices";
import { recipientSeveritiesIn } from "./draft-json";
import type { DraftForm } from "./use-draft";

type Props = { form: DraftForm; choices: RuleChoices; newDestinationHref: string };

const bundles = {
  "": { words: "Every severity", severities: [] },
  grave: { words: "Warnings and critical", severities: ["warning", "critical"] },
  critical: { words: "Critical only", severities: ["critical"] },
  warning: { words: "Warnings only", severities: ["warning"] },
  mild: { words: "Info and good news", severities: ["info", "good"] },
  notCritical: { words: "All but critical", severities: ["info", "good", "warning"] },
} as const satisfies Record<string, { words: string; severities: readonly Severity[] }>;

const sameSet = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((each) => right.includes(each));

const bundleOf = (severities: readonly Severity[]) =>
  Object.entries(bundles).find(([, bundle]) => sameSet(bundle.severities, severities))?.[0];

/** Who is told, and of which severities (an escalation by severity goes elsewhere). */
export function RecipientsField({ form, choices, newDestinationHref }: Props) {
  const { destinations, recipientSeverities } = form.draft;
  const chosen = recipientSeveritiesIn(recipientSeverities);
  const errors = form.errorsOf("destinations");
  const choose = (id: string, severities: readonly Severity[]) => {
    const { [id]: _, ...others } = chosen;
    const next = severities.length === 0 ? others : { ...others, [id]: severities };
    form.set({ recipientSeverities: Object.keys(next).length === 0 ? "" : JSON.stringify(next) });
  };
  const tick = (id: string, isOn: boolean) =>
    form.set({ destinations: isOn ? [...destinations, id] : destinations.filter((each) => each !== id) });
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium text-ink">Destinations</legend>
      <input type="hidden" name="recipientSeverities" value={recipientSeverities} />
      {choices.destinations.length === 0 && (
        <p className="text-sm text-ink-muted">
          There is none yet.{" "}
          <Link href={newDestinationHref} className="underline underline-offset-2">
            Add a destination
          </Link>
          , or let a route pick the rule's events up.
        </p>
      )}
      <ul className="max-h-80 divide-y divide-line overflow-y-auto rounded-md border border-line empty:hidden">
        {choices.destinations.map(({ id, name, target }) => {
          const isOn = destinations.includes(id);
          const severities = chosen[id] ?? [];
          const bundle = bundleOf(severities);
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2">
              <Checkbox
                name="destinations"
                value={id}
                label={name}
                hint={target === name ? undefined : target}
                checked={isOn}
                onChange={(event) => tick(id, event.target.checked)}
              />
              <Select
                aria-label={`Severities told to ${name}`}
                value={bundle ?? "own"}
                disabled={!isOn}
                onChange={(event) => {
                  const next = Object.entries(bundles).find(([key]) => key === event.target.value);
                  if (next) choose(id, next[1].severities);
                }}
                className="w-48 noscript:hidden"
              >
                {bundle === undefined && <option value="own">{severities.join(", ")}</option>}
                {Object.entries(bundles).map(([key, { words }]) => (
                  <option key={key} value={key}>
                    {words}
                  </option>
                ))}
              </Select>
            </li>
          );
        })}
      </ul>
      {errors && (
        <p role="alert" className="text-sm text-bad">
          {errors.join(" ")}
        </p>
      )}
    </fieldset>
  );
}
