import type { RuleChoices } from "./choices";
import { ConditionFields } from "./condition-fields";
import type { FindCustomers } from "./customer-input";
import { DraftSelect, DraftText, DraftTextarea, FieldGroup, FieldRow } from "./draft-fields";
import { fitOf } from "./draft-fit";
import { OverridesField } from "./overrides-field";
import { ScheduleFields } from "./schedule-fields";
import { FilterFields, ScopeFields } from "./scope-fields";
import { severityOptions } from "./severity-options";
import { SignalFields } from "./signal-fields";
import type { DraftForm } from "./use-draft";

type Props = { form: DraftForm; choices: RuleChoices; findCustomers: FindCustomers };

/** The second step: a name, and when there is something to tell of whom. */
export function StepConfigure({ form, choices, findCustomers }: Props) {
  const shared = { form, choices };
  const isUnknown = form.draft.type === "unknown";
  const { isOfOne, goesOn, hasTimes } = fitOf(form.draft);
  return (
    <>
      <FieldRow>
        <DraftText form={form} name="name" label="Name" maxLength={80} placeholder="Heavy use" />
        <DraftTextarea form={form} name="description" label="Description" rows={1} maxLength={500} optional />
      </FieldRow>
      <FieldGroup title="What is watched">
        <SignalFields {...shared} />
        <ScopeFields {...shared} findCustomers={findCustomers} />
      </FieldGroup>
      {isUnknown ? (
        <input type="hidden" name="condition" value={form.draft.condition} />
      ) : (
        <FieldGroup title="When there is something to tell">
          <ConditionFields {...shared} />
        </FieldGroup>
      )}
      <FieldGroup title="How grave it is">
        <FieldRow>
          <DraftSelect form={form} name="severity" label="Severity" options={severityOptions} />
          <DraftSelect
            form={form}
            name="environment"
            label="Environment"
            options={[
              ["production", "Production"],
              ["sandbox", "Sandbox"],
            ]}
          />
        </FieldRow>
      </FieldGroup>
      {isOfOne && (
        <>
          <FieldGroup title="Which customers count" hint="Customers that do not pass are never told of.">
            <FilterFields {...shared} />
          </FieldGroup>
          <FieldGroup
            title="Exceptions"
            hint="Another threshold or severity for single customers, or none at all."
          >
            <OverridesField {...shared} findCustomers={findCustomers} />
          </FieldGroup>
        </>
      )}
      {goesOn && !hasTimes && (
        <FieldGroup title="At which hours">
          <ScheduleFields {...shared} />
        </FieldGroup>
      )}
    </>
  );
}
