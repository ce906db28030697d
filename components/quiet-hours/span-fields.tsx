import { Input } from "@/components/ui/input";
import { weekdays } from "@/lib/schedule/wording";

/** A span as the form's fields hold it; one without a day is none. */
export type SpanDraft = { days: readonly string[]; from: string; until: string };

/** Some hours of some days: a row of the form. */
export function SpanFields({
  place,
  draft,
  errors,
}: {
  place: number;
  draft: SpanDraft;
  errors: string[] | undefined;
}) {
  return (
    <fieldset className="grid gap-2 rounded-md border border-line p-3">
      <legend className="px-1 text-sm font-medium text-ink">
        {place === 0 ? "Hours" : `More hours ${place}`}
      </legend>
      <div className="flex flex-wrap gap-x-3 gap-y-1.5">
        {weekdays.map((name, index) => (
          <label key={name} className="inline-flex items-center gap-1.5 text-sm">
            <input
              type="checkbox"
              name={`days${place}`}
              value={index + 1}
              defaultChecked={draft.days.includes(String(index + 1))}
              className="size-4 accent-primary"
            />
            {name.slice(0, 3)}
            <span className="sr-only">{name.slice(3)}</span>
          </label>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <Input
          type="time"
          name={`from${place}`}
          defaultValue={draft.from}
          aria-label={`Hours ${place + 1}: from`}
          className="w-32"
        />
        until
        <Input
          type="time"
          name={`until${place}`}
          defaultValue={draft.until}
          aria-label={`Hours ${place + 1}: until`}
          className="w-32"
        />
      </div>
      {errors && <p className="text-sm text-bad">{errors.join(" ")}</p>}
    </fieldset>
  );
}
