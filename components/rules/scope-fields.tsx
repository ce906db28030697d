import { Field } from "@/components/ui/field";
import { filterFields, type RuleChoices } from "./choices";
import { CustomerInput, type FindCustomers } from "./customer-input";
import { isRuleType } from "./draft";
import { DraftChecks, DraftSelect, DraftText, DraftTextarea, FieldRow } from "./draft-fields";
import { fitOf } from "./draft-fit";
import { FilterBuilder } from "./filter-builder";
import { scopeWords } from "./rule-types";
import type { DraftForm } from "./use-draft";

type Props = { form: DraftForm; choices: RuleChoices; findCustomers: FindCustomers };

function OneCustomer({ form, choices, findCustomers }: Props) {
  return (
    <Field
      label="Customer"
      name="customerId"
      errors={form.errorsOf("customerId")}
      hint="Type a name, an e-mail address or an id."
    >
      {(control) => (
        <CustomerInput
          {...control}
          value={form.draft.customerId}
          change={(customerId) => form.set({ customerId })}
          known={choices.customers}
          find={findCustomers}
        />
      )}
    </Field>
  );
}

/** Whose numbers are judged. */
export function ScopeFields(props: Props) {
  const { form, choices } = props;
  const { type, scope, segment } = form.draft;
  if (!isRuleType(type)) return null;
  const { scopes } = fitOf(form.draft);
  return (
    <>
      {scopes.length > 1 ? (
        <FieldRow>
          <DraftSelect
            form={form}
            name="scope"
            label="Whose numbers"
            options={scopes.map((each) => [each, scopeWords[each]] as const)}
          />
          {scope === "customer" && <OneCustomer {...props} />}
        </FieldRow>
      ) : (
        <input type="hidden" name="scope" value={scope} />
      )}
      {scope === "segment" && (
        <FilterBuilder
          name="segment"
          legend="Customers of the segment"
          json={segment}
          change={(json) => form.set({ segment: json })}
          fields={filterFields(choices)}
          errors={form.errorsOf("segment")}
        />
      )}
    </>
  );
}

/** Which customers are told of at all: the usual three, a tree for the rest, an expression for experts. */
export function FilterFields({ form, choices }: Omit<Props, "findCustomers">) {
  const { filter, expression } = form.draft;
  const tiers = [...new Set([...choices.tiers, ...form.draft.tiers])];
  return (
    <>
      <FieldRow>
        <DraftText
          form={form}
          name="minMrr"
          label="MRR of at least"
          inputMode="decimal"
          optional
          hint="Smaller customers are never told of."
        />
        {tiers.length > 0 && (
          <DraftChecks
            form={form}
            name="tiers"
            label="Tiers"
            hint="None ticked: every tier."
            options={tiers.map((tier) => [tier, tier] as const)}
          />
        )}
        <DraftChecks
          form={form}
          name="filterZones"
          label="Health zones"
          hint="None ticked: every zone."
          options={[
            ["red", "Red"],
            ["yellow", "Yellow"],
            ["green", "Green"],
          ]}
        />
      </FieldRow>
      <FilterBuilder
        name="filter"
        legend="Further conditions"
        json={filter}
        change={(json) => form.set({ filter: json })}
        fields={filterFields(choices)}
        errors={form.errorsOf("filter")}
      />
      <details open={expression !== "" || form.errorsOf("expression") !== undefined}>
        <summary className="text-sm text-ink-muted underline underline-offset-2 hover:text-ink">
          Expression for experts
        </summary>
        <div className="pt-3">
          <DraftTextarea
            form={form}
            name="expression"
            label="CEL expression"
            rows={3}
            optional
            maxLength={2_000}
            spellCheck={false}
            className="font-mono text-xs"
            placeholder={'customer.tier == "enterprise" && value > 500.0'}
            hint="Over customer, value and compared. It must hold as well as everything above."
          />
        </div>
      </details>
    </>
  );
}
