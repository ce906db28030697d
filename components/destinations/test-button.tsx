"use client";

import { Send } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useActionState, useEffect, useState } from "react";
import { type Place, projectPath } from "@/components/shell/paths";
import type { ButtonLook } from "@/components/ui/button-class";
import { Callout } from "@/components/ui/callout";
import { Code } from "@/components/ui/code-block";
import { FormStatus } from "@/components/ui/form-status";
import { LinkPending } from "@/components/ui/link-pending";
import { Spinner } from "@/components/ui/spinner";
import { SubmitButton } from "@/components/ui/submit-button";
import { formatDuration } from "@/components/ui/time-format";
import type { DestinationKind } from "@/db/enums";
import { type ActionState, idle } from "@/lib/action-state";
import { awaitSettled, type TestFailure, type TestResult } from "./await-settled";

type Sent = { notificationId: string };
type Props = {
  place: Place;
  destinationId: string;
  action: (state: ActionState<Sent>, form: FormData) => Promise<ActionState<Sent>>;
  look?: ButtonLook;
  /** What the button says. */
  label?: string;
  /** A test that is under way already, from the page before. */
  begunId?: string | undefined;
  /** What it goes to; Slack when it is left out. */
  kind?: DestinationKind;
};

/** What can be said of a test that went well, and whose answer is waited for. */
const farEnds = {
  slack_channel: { arrived: "The test message stands in Slack.", name: "Slack" },
  slack_webhook: { arrived: "The test message stands in Slack.", name: "Slack" },
  slack_dm: { arrived: "The test message stands in Slack.", name: "Slack" },
  email: { arrived: "The mail server has taken it for every address.", name: "the mail server" },
  webhook: { arrived: "The endpoint has taken it.", name: "the endpoint" },
} satisfies Record<DestinationKind, { arrived: string; name: string }>;

function Failure({ error, otherwise }: { error: TestFailure | null; otherwise: string }) {
  if (!error) return otherwise;
  return (
    <>
      {error.message} {error.fix} <Code>{error.code}</Code>
    </>
  );
}

function Result({ result, href, kind }: { result: TestResult; href: string; kind: DestinationKind }) {
  const link = (
    <Link href={href} className="font-medium whitespace-nowrap underline underline-offset-2">
      See the notification
      <LinkPending />
    </Link>
  );
  if (result.kind === "sent") {
    return (
      <Callout tone="good" title={`Arrived in ${formatDuration(result.tookMs)}`} action={link}>
        {farEnds[kind].arrived}
      </Callout>
    );
  }
  if (result.kind === "failed") {
    return (
      <Callout tone="bad" title="The test message did not arrive" action={link}>
        <Failure error={result.error} otherwise="The destination rejected the message." />
      </Callout>
    );
  }
  return (
    <Callout tone="warn" title="Still on its way after ten seconds" action={link}>
      <Failure
        error={result.error}
        otherwise="Other messages to the same place go first. It keeps trying by itself."
      />
    </Callout>
  );
}

const unreached: TestFailure = {
  code: "console_unreachable",
  message: "The console could not be reached.",
  fix: "Look into the activity in a moment.",
};

/** Sends a test message and says in words, within ten seconds, what became of it. */
export function TestButton({
  place,
  destinationId,
  action,
  look,
  label,
  begunId,
  kind = "slack_channel",
}: Props) {
  const [state, submit] = useActionState<ActionState<Sent>, FormData>(action, idle);
  const router = useRouter();
  // By their parts: a page that is drawn anew hands in another object for the same place.
  const { org, project } = place;
  const [settled, setSettled] = useState<{ id: string; result: TestResult }>();
  const notificationId = state.status === "done" ? state.value.notificationId : begunId;

  useEffect(() => {
    if (!notificationId) return;
    const abort = new AbortController();
    let later: ReturnType<typeof setTimeout> | undefined;
    awaitSettled(projectPath({ org, project }, "activity", notificationId, "state"), abort.signal)
      .then((result) => {
        setSettled({ id: notificationId, result });
        // What the page says of the destination may have changed by it: when it was tried, and a moment later whether it is mended.
        router.refresh();
        later = setTimeout(() => router.refresh(), 1_500);
      })
      .catch(() => {
        if (!abort.signal.aborted)
          setSettled({
            id: notificationId,
            result: { kind: "waiting", error: unreached },
          });
      });
    return () => {
      abort.abort();
      clearTimeout(later);
    };
  }, [notificationId, org, project, router]);

  return (
    <div>
      <form action={submit}>
        <input type="hidden" name="destinationId" value={destinationId} />
        <SubmitButton variant="secondary" {...look} pendingLabel="Sending">
          <Send aria-hidden />
          {label ?? "Send test message"}
        </SubmitButton>
      </form>
      <div aria-live="polite" className="[&>*]:mt-3">
        {state.status === "refused" && <FormStatus state={state} />}
        {notificationId && settled?.id !== notificationId && (
          <p className="flex items-center gap-2 text-sm text-ink-muted">
            <Spinner />
            Waiting for {farEnds[kind].name}
            <noscript>
              <a
                href={projectPath(place, "activity", notificationId)}
                className="underline underline-offset-2"
              >
                See the notification
              </a>
            </noscript>
          </p>
        )}
        {notificationId && settled?.id === notificationId && (
          <Result result={settled.result} href={projectPath(place, "activity", notificationId)} kind={kind} />
        )}
      </div>
    </div>
  );
}
