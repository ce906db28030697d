import type { RuleChoices } from "./choices";
import {
  DraftFlag,
  DraftSelect,
  DraftStretch,
  DraftText,
  DraftTextarea,
  FieldGroup,
  FieldRow,
} from "./draft-fields";
import { fitOf } from "./draft-fit";
import { RecipientsField } from "./recipients-field";
import { TimesFields } from "./times-fields";
import type { DraftForm } from "./use-draft";

type Props = { form: DraftForm; choices: RuleChoices; newDestinationHref: string };

/** The third step: how often it is told, to whom, and what they should do. */
export function StepTell({ form, choices, newDestinationHref }: Props) {
  const { goesOn, canRepeat, isOfOne, canHaveTimes, hasTimes } = fitOf(form.draft);
  return (
    <>
      <div className="grid gap-4">
        {goesOn && (
          <FieldRow>
            <DraftStretch
              form={form}
              name="cooldownCount"
              unit="cooldownUnit"
              label="Quiet after telling"
              hint="Nothing is told again of the same customer for so long."
            />
            {canRepeat && (
              <DraftStretch
                form={form}
                name="repeatCount"
                unit="repeatUnit"
                label="While it lasts, tell again every"
                hint="Left out: it is told once."
              />
            )}
          </FieldRow>
        )}
        {canHaveTimes && <TimesFields form={form} timeZone={choices.timeZone} />}
        {goesOn && !hasTimes ? (
          <DraftFlag
            form={form}
            name="tellRecovered"
            label="Tell when it is over"
            hint="Only if its beginning was told."
          />
        ) : (
          form.draft.tellRecovered && <input type="hidden" name="tellRecovered" value="on" />
        )}
      </div>
      <FieldGroup title="Who is told">
        <RecipientsField form={form} choices={choices} newDestinationHref={newDestinationHref} />
        {isOfOne && (
          <FieldRow>
            <DraftSelect
              form={form}
              name="ownerRouting"
              label="The customer's owner"
              hint="Found in Slack by the owner's e-mail address."
              options={[
                ["none", "Is not told by name"],
                ["mention", "Is mentioned in the message"],
                ["direct", "Gets a direct message"],
              ]}
            />
          </FieldRow>
        )}
      </FieldGroup>
      <FieldGroup title="What to do about it">
        <DraftTextarea
          form={form}
          name="action"
          label="Recommended action"
          rows={2}
          maxLength={500}
          optional
          placeholder="Call the customer and offer a larger plan."
          hint="Stands in every message."
        />
        <DraftText
          form={form}
          name="runbookUrl"
          label="Runbook"
          type="url"
          maxLength={2_000}
          optional
          placeholder="https://wiki.example.com/churn"
        />
      </FieldGroup>
      <div className="border-t border-line pt-5">
        <DraftFlag
          form={form}
          name="enabled"
          label="Enabled"
          hint="A rule that is off judges nothing and tells nothing."
        />
      </div>
    </>
  );
}
