import { clsx } from "clsx";
import { Check } from "lucide-react";
import type { Step } from "./use-draft";

export const stepNames = {
  1: "Type",
  2: "Name and configure",
  3: "Frequency and destinations",
} as const satisfies Record<Step, string>;

export const steps = [1, 2, 3] as const;

type Props = { current: Step; reached: Step; go: (step: Step) => void };

/** The steps of the form, and which one this is. Those that were reached can be gone to. */
export function StepList({ current, reached, go }: Props) {
  return (
    <ol className="flex flex-wrap gap-x-1 gap-y-2 noscript:hidden">
      {steps.map((step) => (
        <li key={step}>
          <button
            type="button"
            disabled={step > reached}
            aria-current={step === current ? "step" : undefined}
            onClick={() => go(step)}
            className={clsx(
              "inline-flex items-center gap-2 rounded-full py-1 pr-3 pl-1 text-sm font-medium",
              step === current ? "bg-hover text-ink" : "text-ink-muted hover:not-disabled:text-ink",
            )}
          >
            <span
              aria-hidden
              className={clsx(
                "grid size-6 place-items-center rounded-full border text-xs",
                step === current ? "border-accent-solid text-ink" : "border-line-strong",
              )}
            >
              {step < current ? <Check className="size-3.5" /> : step}
            </span>
            {stepNames[step]}
          </button>
        </li>
      ))}
    </ol>
  );
}
