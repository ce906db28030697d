import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Code } from "@/components/ui/code-block";

/** A family of the catalog, as the picker needs it. */
export type PickableFamily = {
  family: string;
  label: string;
  /** Takes all of the family, also types that come later; none for a family of several nouns. */
  wildcard: string | undefined;
  types: { type: string; label: string; description: string }[];
};

type Props = {
  family: PickableFamily;
  picked: ReadonlySet<string>;
  toggle: (type: string, on: boolean) => void;
};

/** One family of event types: all of it, or some. A wildcard takes types that come later, too. */
export function FamilyPicker({ family, picked, toggle }: Props) {
  const { wildcard } = family;
  const hasAll = wildcard !== undefined && picked.has(wildcard);
  const count = hasAll ? family.types.length : family.types.filter(({ type }) => picked.has(type)).length;
  const [startsOpen] = useState(count > 0 && !hasAll);
  return (
    <details open={startsOpen} className="group border-b border-line last:border-b-0">
      <summary className="flex items-center gap-2 px-3 py-2 text-sm hover:bg-hover focus-visible:outline-offset-[-2px]">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
        />
        <span className="flex-1 font-medium">{family.label}</span>
        <span className={count > 0 ? "text-accent" : "text-ink-faint"}>
          {hasAll ? "all" : `${count} of ${family.types.length}`}
        </span>
      </summary>
      <fieldset className="grid gap-2 px-3 pb-3 pl-9 text-sm">
        <legend className="sr-only">{family.label}</legend>
        {wildcard !== undefined && (
          <Checkbox
            name="eventTypes"
            value={wildcard}
            checked={hasAll}
            onChange={(event) => toggle(wildcard, event.target.checked)}
            label={
              <>
                All of them, also later ones <Code>{wildcard}</Code>
              </>
            }
          />
        )}
        {family.types.map(({ type, label, description }) => (
          <Checkbox
            key={type}
            name="eventTypes"
            value={type}
            checked={hasAll || picked.has(type)}
            disabled={hasAll}
            onChange={(event) => toggle(type, event.target.checked)}
            label={
              <>
                {label} <Code>{type}</Code>
              </>
            }
            hint={description}
          />
        ))}
      </fieldset>
    </details>
  );
}
