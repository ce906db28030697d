"use client";

import { FlaskConical } from "lucide-react";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type { RuleDraft } from "./draft";
import { gapsIn } from "./draft-gaps";
import { DryRunResult } from "./dry-run-result";
import { type DryRunAnswer, type DryRunDays, type DryRunner, dryRunDays } from "./dry-run-view";
import { formOf } from "./use-save";

export type { DryRunner };

type Props = { draft: RuleDraft; run: DryRunner; timeZone: string };

const isDays = (value: number): value is DryRunDays => dryRunDays.some((days) => days === value);

/** What only names and words it does not change what a rule would have done. */
const judged = ({ name: _, description: __, ...rest }: RuleDraft) => JSON.stringify(rest);

/** What the rule would have done on the project's own past, before it is saved. */
export function DryRunPanel({ draft, run, timeZone }: Props) {
  const [days, setDays] = useState<DryRunDays>(30);
  const [answer, setAnswer] = useState<{ of: string; days: DryRunDays; result: DryRunAnswer }>();
  const [isRunning, start] = useTransition();
  const canRun = draft.type !== "" && Object.keys(gapsIn({ ...draft, name: "Rule" }, 2)).length === 0;
  const wanted = judged(draft);
  const look = () =>
    start(async () => {
      const failed = { refused: "The dry run could not be made. Try again." };
      const result = await run(formOf(draft), days).catch(() => failed);
      setAnswer({ of: wanted, days, result });
    });
  const isStale = answer !== undefined && (answer.of !== wanted || answer.days !== days);
  return (
    <Card
      title="Dry run"
      description="What it would have told on your own past."
      actions={
        <>
          <Select
            aria-label="How far back"
            value={String(days)}
            onChange={(event) => {
              const chosen = Number(event.target.value);
              if (isDays(chosen)) setDays(chosen);
            }}
            className="w-32"
          >
            {dryRunDays.map((each) => (
              <option key={each} value={each}>
                {`Last ${each} days`}
              </option>
            ))}
          </Select>
          <Button onClick={look} disabled={!canRun || isRunning} aria-busy={isRunning}>
            {isRunning ? <Spinner /> : <FlaskConical aria-hidden />}
            {isRunning ? "Running" : "Run"}
          </Button>
        </>
      }
    >
      <div aria-live="polite" aria-busy={isRunning} className="grid min-h-32 content-start gap-4">
        {answer === undefined && (
          <p className="text-ink-muted">
            {canRun
              ? "Nothing is sent: the rule is only held against what is stored."
              : "Say what is watched and when it is told, then it can be tried."}
          </p>
        )}
        {isStale && !isRunning && (
          <p className="text-sm text-ink-muted">This was before your last change. Run it again.</p>
        )}
        {answer &&
          ("refused" in answer.result ? (
            <Callout tone="bad">{answer.result.refused}</Callout>
          ) : (
            <DryRunResult view={answer.result} timeZone={timeZone} />
          ))}
      </div>
    </Card>
  );
}
