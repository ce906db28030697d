import type { RuleChoices } from "./choices";
import { DraftChecks, DraftSelect, DraftText, FieldRow } from "./draft-fields";
import type { DraftForm } from "./use-draft";

const days = [
  ["1", "Mon"],
  ["2", "Tue"],
  ["3", "Wed"],
  ["4", "Thu"],
  ["5", "Fri"],
  ["6", "Sat"],
  ["7", "Sun"],
] as const;

/** The hours in which a rule may tell. */
export function ScheduleFields({ form, choices }: { form: DraftForm; choices: RuleChoices }) {
  const isSet = form.draft.scheduleWhen !== "";
  return (
    <>
      <FieldRow>
        <DraftSelect
          form={form}
          name="scheduleWhen"
          label="Tell"
          hint={isSet ? "What comes true meanwhile is told when that begins, if it still holds." : undefined}
          options={[
            ["", "At any time"],
            ["inside", "Only within these hours"],
            ["outside", "Only outside of these hours"],
          ]}
        />
        {isSet && (
          <>
            <DraftText form={form} name="scheduleFrom" label="From" type="time" />
            <DraftText
              form={form}
              name="scheduleTo"
              label="To"
              type="time"
              hint="At or before the start: on the next day."
            />
            <DraftText
              form={form}
              name="scheduleZone"
              label="Time zone"
              optional
              maxLength={64}
              placeholder={choices.timeZone}
              hint="The project's when left out."
            />
          </>
        )}
      </FieldRow>
      {isSet && <DraftChecks form={form} name="scheduleDays" label="Days" options={days} />}
    </>
  );
}
