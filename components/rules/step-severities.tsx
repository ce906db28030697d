import { Select } from "@/components/ui/select";
import { numbersIn } from "./draft-condition";
import { isSeverity, stepSeveritiesIn } from "./draft-json";
import { severityOptions } from "./severity-options";
import type { DraftForm } from "./use-draft";

/** How grave each step is. */
export function StepSeverities({ form }: { form: DraftForm }) {
  const { steps, stepSeverities, ofKind } = form.draft;
  const chosen = stepSeveritiesIn(stepSeverities);
  const known = numbersIn(steps).filter((step) => /^\d+(?:\.\d+)?$/.test(step));
  const unit = ofKind === "none" ? "" : " %";
  const choose = (step: string, severity: string) => {
    const { [step]: _, ...others } = chosen;
    const next = isSeverity(severity) ? { ...others, [step]: severity } : others;
    form.set({ stepSeverities: JSON.stringify(next) });
  };
  return (
    <>
      <input type="hidden" name="stepSeverities" value={stepSeverities} />
      {known.length > 0 && (
        <fieldset className="grid gap-2 noscript:hidden">
          <legend className="mb-1 text-sm font-medium text-ink">Severity by step</legend>
          <div className="flex flex-wrap gap-3">
            {[...new Set(known)].slice(0, 20).map((step) => (
              <div key={step} className="grid gap-1 text-sm text-ink-muted">
                <span aria-hidden>{`${step}${unit}`}</span>
                <Select
                  aria-label={`Severity of step ${step}${unit}`}
                  value={chosen[step] ?? ""}
                  onChange={(event) => choose(step, event.target.value)}
                  className="w-36"
                >
                  <option value="">As the rule</option>
                  {severityOptions.map(([severity, word]) => (
                    <option key={severity} value={severity}>
                      {word}
                    </option>
                  ))}
                </Select>
              </div>
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}
