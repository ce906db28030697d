/** What can be pressed beside a check that failed. */
export type Button =
  | "reconnect"
  | "choose_channel"
  | "choose_person"
  | "replace_url"
  | "enable"
  | "add_route"
  | "send_test"
  /** Nothing to press here: it is done in Slack, and then looked at again. */
  | "check_again";

/** One thing that must hold for messages to arrive. */
export type Check = {
  id: string;
  label: string;
  state:
    | "passed"
    | "failed"
    /** Slack could not say. */
    | "unknown"
    /** An earlier one failed, so that this one cannot be looked at. */
    | "skipped";
  message: string;
  fix: string | null;
  button: Button | null;
};

/** All checks in the order in which they matter, and the first that failed. */
export type Diagnosis = { checks: Check[]; failing: Check | null };

type Finding =
  | { state: "passed" | "unknown"; message: string }
  | { state: "failed"; message: string; fix: string; button: Button };

/** A check that is looked at only while those before it that it `needs` passed. */
export type Step = { id: string; label: string; needs: boolean; look: () => Finding };

/** Looks at one after another. Once a check that others build on has not passed, the rest of those are skipped. */
export function diagnose(steps: readonly Step[]): Diagnosis {
  const checks: Check[] = [];
  let stands = true;
  for (const { id, label, needs, look } of steps) {
    if (needs && !stands) {
      const message = "Not looked at, since something before it does not hold.";
      checks.push({ id, label, state: "skipped", message, fix: null, button: null });
      continue;
    }
    const found = look();
    const help =
      found.state === "failed" ? { fix: found.fix, button: found.button } : { fix: null, button: null };
    checks.push({ id, label, state: found.state, message: found.message, ...help });
    if (needs && found.state !== "passed") stands = false;
  }
  return { checks, failing: checks.find(({ state }) => state === "failed") ?? null };
}

export const passed = (message: string): Finding => ({ state: "passed", message });
export const unknown = (message: string): Finding => ({ state: "unknown", message });
export const failed = (message: string, fix: string, button: Button): Finding => ({
  state: "failed",
  message,
  fix,
  button,
});
export type { Finding };
