"use client";

import {
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CircleSlash,
  type LucideIcon,
  Stethoscope,
} from "lucide-react";
import { type ReactNode, useActionState, useId, useState } from "react";
import { InviteCommand } from "@/components/channels/invite-hint";
import { Callout } from "@/components/ui/callout";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { inkTone, type Tone } from "@/components/ui/tone";
import { type ActionState, idle } from "@/lib/action-state";
import type { Button, Check, Diagnosis as Checks } from "@/lib/installations/diagnosis/check";

/** What to press for each kind of fix, as the page that knows the way has it. */
export type Remedies = Partial<Record<Button, ReactNode>>;

type Props = {
  action: (state: ActionState<Checks>, form: FormData) => Promise<ActionState<Checks>>;
  /** What is looked at: an installation or a destination. */
  fields: Record<string, string>;
  remedies: Remedies;
  /** Changes with what is looked at: what was found before is then marked as out of date. */
  version: string;
};

const looks = {
  passed: { icon: CircleCheck, tone: "good", word: "Passed" },
  failed: { icon: CircleAlert, tone: "bad", word: "Failed" },
  unknown: { icon: CircleHelp, tone: "warn", word: "Not known" },
  skipped: { icon: CircleSlash, tone: "neutral", word: "Not looked at" },
} satisfies Record<Check["state"], { icon: LucideIcon; tone: Tone; word: string }>;

type Row = { check: Check; remedies: Remedies; formId: string };

function Remedy({ check, remedies, formId }: Row) {
  if (check.button === null) return null;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      {check.fix?.includes("/invite") && <InviteCommand />}
      {check.button === "check_again" ? (
        <SubmitButton form={formId} size="sm" variant="secondary">
          Look again
        </SubmitButton>
      ) : (
        remedies[check.button]
      )}
    </div>
  );
}

function CheckRow({ check, remedies, formId }: Row) {
  const { icon: Icon, tone, word } = looks[check.state];
  return (
    <li className="flex gap-2.5 px-4 py-2.5">
      <Icon role="img" aria-label={word} className={`mt-0.5 size-4 shrink-0 ${inkTone[tone]}`} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{check.label}</p>
        <p className="text-ink-muted">
          {check.message} {check.fix}
        </p>
        <Remedy check={check} remedies={remedies} formId={formId} />
      </div>
    </li>
  );
}

function Verdict({ checks, failing }: Checks) {
  if (failing) {
    return (
      <Callout tone="bad" title={`Failing: ${failing.label.toLowerCase()}`}>
        {failing.message} {failing.fix}
      </Callout>
    );
  }
  const open = checks.filter(({ state }) => state === "unknown").length;
  return open > 0 ? (
    <Callout tone="warn" title="Nothing fails, and not all could be looked at" />
  ) : (
    <Callout tone="good" title="Every check passed" />
  );
}

/** Whether what was found belongs to an earlier version of what is looked at. */
function useOutdated(found: Checks | undefined, version: string): boolean {
  const [seen, setSeen] = useState({ found, version });
  if (seen.found !== found) setSeen({ found, version });
  return seen.found === found && seen.version !== version;
}

/** Looks for what keeps messages from arriving, and has a button for each thing that does. Posts nothing. */
export function Diagnosis({ action, fields, remedies, version }: Props) {
  const [state, submit] = useActionState<ActionState<Checks>, FormData>(action, idle);
  const formId = useId();
  const found = state.status === "done" ? state.value : undefined;
  const isOutdated = useOutdated(found, version);
  return (
    <div className="grid gap-3 text-sm">
      <form id={formId} action={submit}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SubmitButton variant="secondary" pendingLabel="Looking">
          <Stethoscope aria-hidden />
          {found ? "Run checks again" : "Run checks"}
        </SubmitButton>
      </form>
      {state.status === "refused" && <FormStatus state={state} />}
      <div aria-live="polite" className="empty:hidden">
        {found && isOutdated && (
          <Callout tone="warn" title="Something has changed since">
            Run the checks again to see whether it helped.
          </Callout>
        )}
        {found && !isOutdated && <Verdict {...found} />}
      </div>
      {found && (
        <ul className="divide-y divide-line rounded-md border border-line">
          {found.checks.map((check) => (
            <CheckRow key={check.id} check={check} remedies={remedies} formId={formId} />
          ))}
        </ul>
      )}
    </div>
  );
}
