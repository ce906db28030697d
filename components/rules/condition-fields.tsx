import { numberFields, type RuleChoices } from "./choices";
import { isRuleType } from "./draft";
import { DraftChecks, DraftSelect, DraftStretch, DraftText, FieldRow } from "./draft-fields";
import { fitOf } from "./draft-fit";
import { boundWords, conditionWords, isChange, isLevel, isShare, windowWords } from "./rule-types";
import { StepSeverities } from "./step-severities";
import type { DraftForm } from "./use-draft";

type Props = { form: DraftForm; choices: RuleChoices };

function Bound({ form }: { form: DraftForm }) {
  const { beyond, from } = boundWords(form.draft.condition);
  return (
    <DraftSelect
      form={form}
      name="bound"
      label="Counting"
      hint={
        form.draft.bound === "from" ? "The number itself counts." : "The number itself does not count yet."
      }
      options={[
        ["beyond", beyond],
        ["from", from],
      ]}
    />
  );
}

function Clear({ form }: { form: DraftForm }) {
  if (fitOf(form.draft).hasTimes) return null;
  return (
    <DraftText
      form={form}
      name="clear"
      label="Over again at"
      inputMode="decimal"
      optional
      hint="Once it fires it goes on until this level is passed, so that a number that wavers tells nothing twice."
    />
  );
}

function Target({ form, choices, canBeNone = false }: Props & { canBeNone?: boolean }) {
  const { ofKind } = form.draft;
  const { isOfOne } = fitOf(form.draft);
  return (
    <>
      <DraftSelect
        form={form}
        name="ofKind"
        label="Target"
        options={[
          ...(canBeNone ? ([["none", "None: the steps are the number itself"]] as const) : []),
          ["value", "A fixed number"],
          ...(isOfOne ? ([["field", "A number of the customer"]] as const) : []),
        ]}
      />
      {ofKind === "value" && (
        <DraftText form={form} name="ofValue" label="Target of" inputMode="decimal" placeholder="100000" />
      )}
      {ofKind === "field" && (
        <DraftText
          form={form}
          name="ofField"
          label="Number of the customer"
          maxLength={220}
          suggestions={numberFields(choices)}
          placeholder="attributes.limit"
        />
      )}
    </>
  );
}

function Change({ form }: { form: DraftForm }) {
  const isField = form.draft.type === "customer";
  return (
    <FieldRow>
      <Bound form={form} />
      <DraftText form={form} name="changeBy" label="By" inputMode="decimal" placeholder="20" />
      <DraftSelect
        form={form}
        name="changeUnit"
        label="In"
        options={[
          ["percent", "percent"],
          ["points", isField ? "points" : "units"],
        ]}
      />
      {isField ? (
        <DraftText
          form={form}
          name="against"
          label="Against the value of so many days ago"
          inputMode="numeric"
          hint="0: against the value just before."
        />
      ) : (
        <DraftText
          form={form}
          name="against"
          label="Against so many windows before"
          inputMode="numeric"
          hint="1: the window before. More: the mean of that many."
        />
      )}
    </FieldRow>
  );
}

function Details(props: Props) {
  const { form } = props;
  const { condition, ofKind } = form.draft;
  if (isLevel(condition)) {
    return (
      <FieldRow>
        <Bound form={form} />
        <DraftText form={form} name="value" label="Threshold" inputMode="decimal" placeholder="1000" />
        <Clear form={form} />
      </FieldRow>
    );
  }
  if (isShare(condition)) {
    return (
      <FieldRow>
        <Bound form={form} />
        <DraftText
          form={form}
          name="percent"
          label="Percent of the target"
          inputMode="decimal"
          placeholder="80"
        />
        <Target {...props} />
        <Clear form={form} />
      </FieldRow>
    );
  }
  if (isChange(condition)) return <Change form={form} />;
  switch (condition) {
    case "steps":
      return (
        <>
          <FieldRow>
            <Target {...props} canBeNone />
            <DraftText
              form={form}
              name="steps"
              label={ofKind === "none" ? "Steps" : "Steps in percent"}
              placeholder="25, 50, 75, 90"
              hint="Each is told once a period, from the number itself on."
            />
            <DraftText
              form={form}
              name="every"
              label="After the last, every"
              inputMode="decimal"
              optional
              hint="Further steps, so many apart."
            />
          </FieldRow>
          <StepSeverities form={form} />
        </>
      );
    case "zone":
      return (
        <DraftChecks
          form={form}
          name="zones"
          label="Zones"
          options={[
            ["red", "Red"],
            ["yellow", "Yellow"],
            ["green", "Green"],
          ]}
        />
      );
    case "absent":
      return (
        <FieldRow>
          <DraftText
            form={form}
            name="hours"
            label="For so many hours"
            inputMode="numeric"
            placeholder="48"
          />
        </FieldRow>
      );
    default:
      return null;
  }
}

/** When there is something to tell: what can be chosen depends on what is watched. */
export function ConditionFields({ form, choices }: Props) {
  const { type, condition } = form.draft;
  if (!isRuleType(type)) return null;
  const { conditions, hasWindow, canJudgeLive, canLast, isOfOne, hasTimes } = fitOf(form.draft);
  const windows = Object.entries(windowWords).filter(([size]) => isOfOne || size !== "cycle");
  return (
    <>
      <FieldRow>
        {conditions.length > 1 && (
          <DraftSelect
            form={form}
            name="condition"
            label="Tell when it"
            options={conditions.map((choice) => [choice, conditionWords[choice]] as const)}
          />
        )}
        {conditions.length === 1 && <input type="hidden" name="condition" value={condition} />}
        {hasWindow && (
          <DraftSelect
            form={form}
            name="window"
            label="Within one"
            hint={`By the clocks of ${choices.timeZone}; weeks begin on Monday.`}
            options={windows}
          />
        )}
      </FieldRow>
      <Details form={form} choices={choices} />
      {(canLast || canJudgeLive) && (
        <FieldRow>
          {canLast && (
            <DraftStretch
              form={form}
              name="forCount"
              unit="forUnit"
              label="Only if it lasts for"
              hint="A moment in which it does not hold begins the wait anew."
            />
          )}
          {canJudgeLive && (
            <DraftSelect
              form={form}
              name="judge"
              label="Judged"
              options={[
                ["", "As it goes"],
                ["window_end", `When the ${form.draft.window} is over`],
              ]}
            />
          )}
        </FieldRow>
      )}
      {hasWindow && !canJudgeLive && !hasTimes && (
        <p className="text-sm text-ink-muted">
          {`It is judged when the ${form.draft.window} is over: until then a sum is still growing.`}
        </p>
      )}
    </>
  );
}
