import { formatInstant } from "@/components/ui/time-format";
import { isTimeZone } from "@/lib/projects/time-zone";
import { cronDefect, cronRuns } from "@/lib/schedule/cron";
import { DraftText, FieldRow } from "./draft-fields";
import { fitOf } from "./draft-fit";
import type { DraftForm } from "./use-draft";

const shownRuns = 3;
const farAway = new Date("2100-01-01T00:00:00Z");

function NextRuns({ expression, timeZone }: { expression: string; timeZone: string }) {
  if (cronDefect(expression) !== undefined || !isTimeZone(timeZone)) return null;
  const runs = cronRuns(expression, timeZone, { after: new Date(), until: farAway, most: shownRuns });
  const words = runs.map((run) => formatInstant(run.toISOString(), timeZone));
  return (
    // The server may have said so just before one of them came.
    <p className="text-sm text-ink-muted" suppressHydrationWarning>
      {`Next: ${words.join(" · ")}. It is told if it holds then, and not that it is over.`}
    </p>
  );
}

/** The only times at which a rule looks, if it is not to look whenever something changes. */
export function TimesFields({ form, timeZone }: { form: DraftForm; timeZone: string }) {
  const { cronExpression, cronZone } = form.draft;
  const { hasTimes } = fitOf(form.draft);
  return (
    <>
      <FieldRow>
        <DraftText
          form={form}
          name="cronExpression"
          label="Look only at these times (cron)"
          optional
          maxLength={100}
          placeholder="0 9 * * 1"
          hint="Minute, hour, day, month, day of the week; an hour apart at least. Left out: whenever something changes."
        />
        {hasTimes && (
          <DraftText
            form={form}
            name="cronZone"
            label="On the clocks of"
            optional
            maxLength={64}
            placeholder={timeZone}
            hint="The project's time zone when left out."
          />
        )}
      </FieldRow>
      {hasTimes && <NextRuns expression={cronExpression.trim()} timeZone={cronZone.trim() || timeZone} />}
    </>
  );
}
