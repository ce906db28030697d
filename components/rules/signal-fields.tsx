import { numberFields, type RuleChoices } from "./choices";
import { isMoney } from "./draft-condition";
import { DraftSelect, DraftText, FieldRow } from "./draft-fields";
import type { DraftForm } from "./use-draft";

type Props = { form: DraftForm; choices: RuleChoices };

const measureWords = [
  ["sum", "Sum"],
  ["count", "Number of readings"],
  ["average", "Average"],
  ["min", "Smallest"],
  ["max", "Largest"],
  ["last", "Last"],
] as const;

const meterSuggestions = ({ meters }: RuleChoices) =>
  meters.map(({ name, unit }) => ({ value: name, label: unit ?? undefined }));

const noneYet = (count: number, words: string) => (count === 0 ? words : undefined);

function Meter({ form, choices }: Props) {
  return (
    <FieldRow>
      <DraftText
        form={form}
        name="meter"
        label="Meter"
        maxLength={255}
        suggestions={meterSuggestions(choices)}
        placeholder={choices.meters[0]?.name ?? "api-hours"}
        hint={noneYet(choices.meters.length, "No reading has come yet; type the name that it will have.")}
      />
      {form.draft.type !== "absence" && (
        <DraftSelect form={form} name="measure" label="Measured as" options={measureWords} />
      )}
    </FieldRow>
  );
}

function Events({ form, choices }: Props) {
  return (
    <DraftText
      form={form}
      name="eventType"
      label="Event type"
      maxLength={128}
      suggestions={choices.eventTypes.map(({ type, label }) => ({ value: type, label }))}
      placeholder="payment.failed"
      hint="Or all of a kind, such as payment.*"
    />
  );
}

function Currency({ form, choices, optional = false }: Props & { optional?: boolean }) {
  return (
    <DraftText
      form={form}
      name="currency"
      label="Currency"
      maxLength={3}
      optional={optional}
      suggestions={choices.currencies.map((value) => ({ value }))}
      placeholder={choices.currencies[0] ?? "USD"}
      hint="Money counts in one currency; other currencies are left out."
    />
  );
}

function Balance({ form, choices }: Props) {
  return (
    <FieldRow>
      <DraftText
        form={form}
        name="credits"
        label="Credits stand in"
        maxLength={220}
        suggestions={numberFields(choices)}
        hint="The number of the customer that holds its prepaid credits."
      />
      <DraftText
        form={form}
        name="balanceMeter"
        label="Used by meter"
        maxLength={255}
        optional={form.draft.balanceMeasure !== "daysLeft"}
        suggestions={meterSuggestions(choices)}
        hint="What it adds up to in the billing cycle is taken off. Leave it out if the credits are told as they are."
      />
      <DraftSelect
        form={form}
        name="balanceMeasure"
        label="Measured as"
        options={[
          ["amount", "What is left"],
          ["daysLeft", "Days that it lasts"],
        ]}
      />
    </FieldRow>
  );
}

function Absence(props: Props) {
  const { form } = props;
  const of = form.draft.absenceOf;
  return (
    <>
      <FieldRow>
        <DraftSelect
          form={form}
          name="absenceOf"
          label="What stops"
          options={[
            ["meter", "Readings of a meter"],
            ["events", "Events of a type"],
            ["revenue", "Payments in a currency"],
          ]}
        />
      </FieldRow>
      {of === "events" ? (
        <Events {...props} />
      ) : of === "revenue" ? (
        <Currency {...props} />
      ) : (
        <Meter {...props} />
      )}
    </>
  );
}

/** What is watched: what there is to say of it depends on the type. */
export function SignalFields(props: Props) {
  const { form, choices } = props;
  switch (form.draft.type) {
    case "usage":
      return <Meter {...props} />;
    case "customer":
      return (
        <FieldRow>
          <DraftText
            form={form}
            name="field"
            label="Number"
            maxLength={220}
            suggestions={numberFields(choices)}
            hint="MRR, a score, or attributes.name for a number of your own."
          />
          {isMoney(form.draft.field) && <Currency {...props} optional={form.draft.field.trim() !== "mrr"} />}
        </FieldRow>
      );
    case "revenue":
      return (
        <FieldRow>
          <Currency {...props} />
        </FieldRow>
      );
    case "events":
      return <Events {...props} />;
    case "balance":
      return <Balance {...props} />;
    case "absence":
      return <Absence {...props} />;
    default:
      return (
        <FieldRow>
          <DraftSelect
            form={form}
            name="unknownOf"
            label="Of what"
            options={[
              ["meter", "A meter that was never seen"],
              ["customer", "A customer that was never seen"],
            ]}
          />
        </FieldRow>
      );
  }
}
