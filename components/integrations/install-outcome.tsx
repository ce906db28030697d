import { Callout } from "@/components/ui/callout";

/** How an attempt to connect Slack ended. */
export type Outcome = { tone: "good" | "neutral" | "bad"; message: string; fix: string | null };

/** What became of connecting Slack, with what to do next. */
export function InstallOutcome({ outcome }: { outcome: Outcome }) {
  return (
    <Callout
      tone={outcome.tone}
      live={outcome.tone === "bad" ? "alert" : "status"}
      title={outcome.message}
      className="mb-5"
    >
      {outcome.fix}
    </Callout>
  );
}
