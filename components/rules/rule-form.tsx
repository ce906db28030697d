"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { useUnsavedGuard } from "@/components/templates/use-unsaved-guard";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { FormStatus } from "@/components/ui/form-status";
import type { RuleChoices } from "./choices";
import type { FindCustomers } from "./customer-input";
import { draftFrom, type RuleDraft, type RuleType } from "./draft";
import { stepOf } from "./draft-errors";
import { withType } from "./draft-fit";
import { type DryRunner, DryRunPanel } from "./dry-run-panel";
import { FormButtons } from "./form-buttons";
import { RuleSentence } from "./sentence";
import { StepConfigure } from "./step-configure";
import { StepList, stepNames, steps } from "./step-list";
import { StepTell } from "./step-tell";
import { type PresetChoice, StepType } from "./step-type";
import { type Step, useDraft } from "./use-draft";
import { type SaveAction, useSave } from "./use-save";

type Props = {
  action: SaveAction;
  draft: RuleDraft;
  choices: RuleChoices;
  presets: readonly PresetChoice[];
  /** What a preset asks its user to look at. */
  asks?: { preset: string; labels: string[] } | undefined;
  findCustomers: FindCustomers;
  dryRun: DryRunner;
  timeZone: string;
  /** The page of the form, the page that it leads back to, and where a destination is made. */
  paths: { here: string; back: string; newDestination: string };
};

const firstStep = ({ type }: RuleDraft): Step => (type === "" ? 1 : 2);

function StepBox({ step, current, children }: { step: Step; current: Step; children: ReactNode }) {
  return (
    <section
      aria-label={stepNames[step]}
      data-step={step}
      className={step === current ? "grid gap-5" : "hidden gap-5 noscript:grid"}
    >
      {children}
    </section>
  );
}

/** Makes or changes a rule, in three steps. What is typed is kept from step to step, and whatever happens to it on the server. */
export function RuleForm(props: Props) {
  const { choices, findCustomers, paths, timeZone } = props;
  const { posted, post, state, sent, isSaving, save } = useSave(props.action);
  const [start] = useState(() => ("values" in posted ? draftFrom(posted.values) : props.draft));
  const { form, replace, tryStep } = useDraft(start, state, sent ?? start);
  const { draft } = form;
  const [current, setCurrent] = useState<Step>(firstStep(start));
  const [reached, setReached] = useState<Step>(start.ruleId === "" ? firstStep(start) : 3);
  const [lookFor, setLookFor] = useState<"heading" | "mistake">();
  const body = useRef<HTMLFormElement>(null);
  useUnsavedGuard(draft !== start && !isSaving);

  const go = (step: Step, look: "heading" | "mistake" = "heading") => {
    setCurrent(step);
    setReached((before) => (step > before ? step : before));
    setLookFor(look);
  };
  const goOn = (step: Step) => {
    for (const each of steps) if (each < step && !tryStep(each)) return go(each, "mistake");
    go(step);
  };
  const choose = (type: RuleType) => {
    replace(withType(draft, type));
    go(2);
  };

  useEffect(() => {
    if (lookFor === undefined) return;
    const box = body.current?.querySelector(`[data-step="${current}"]`);
    const target = box?.querySelector<HTMLElement>(
      lookFor === "mistake" ? '[aria-invalid="true"], [role="alert"]' : "input:not([type=hidden]), select, a",
    );
    target?.focus();
    setLookFor(undefined);
  }, [lookFor, current]);

  useEffect(() => {
    if (state.status !== "invalid") return;
    const [first] = Object.keys(state.fields).map(stepOf).sort();
    if (first === undefined) return;
    setCurrent(first);
    setLookFor("mistake");
  }, [state]);

  const isNew = draft.ruleId === "";
  const submit = () => {
    const wrong = steps.filter((step) => !tryStep(step))[0];
    if (wrong === undefined) save(draft);
    else go(wrong, "mistake");
  };
  return (
    <div
      className={
        current === 1 ? "grid gap-5" : "grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
      }
    >
      <form
        ref={body}
        action={post}
        noValidate
        className="grid min-w-0 gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <input type="hidden" name="ruleId" value={draft.ruleId} />
        <input type="hidden" name="type" value={draft.type} />
        <Card>
          <div className="grid gap-5">
            <StepList current={current} reached={reached} go={goOn} />
            <StepBox step={1} current={current}>
              <StepType form={form} presets={props.presets} path={paths.here} choose={choose} />
            </StepBox>
            {draft.type !== "" && (
              <>
                <StepBox step={2} current={current}>
                  {props.asks && (
                    <Callout title={`From the preset “${props.asks.preset}”`}>
                      {`Look at: ${props.asks.labels.join(" · ")}.`}
                    </Callout>
                  )}
                  <StepConfigure form={form} choices={choices} findCustomers={findCustomers} />
                </StepBox>
                <StepBox step={3} current={current}>
                  <StepTell form={form} choices={choices} newDestinationHref={paths.newDestination} />
                </StepBox>
              </>
            )}
            <FormStatus state={state} done="Saved. It holds from now on." />
            <FormButtons
              current={current}
              isNew={isNew}
              hasType={draft.type !== ""}
              isSaving={isSaving}
              backHref={paths.back}
              back={() => go(current === 3 ? 2 : 1)}
              next={() => goOn(current === 1 ? 2 : 3)}
            />
          </div>
        </Card>
      </form>
      <div className={current === 1 ? "hidden" : "grid min-w-0 gap-5 noscript:hidden xl:sticky xl:top-6"}>
        <RuleSentence draft={draft} />
        <DryRunPanel draft={draft} run={props.dryRun} timeZone={timeZone} />
      </div>
    </div>
  );
}
