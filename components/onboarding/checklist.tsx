import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { Step } from "./step";

/** How far a project has come. */
export type Progress = {
  hasKey: boolean;
  hasEvent: boolean;
  hasDestination: boolean;
  hasRoute: boolean;
  hasSent: boolean;
};

/** Whether every step is behind them. */
export function isComplete(progress: Progress): boolean {
  return Object.values(progress).every(Boolean);
}

/** The way from an empty project to the first message seen in Slack. */
export function Checklist({ progress, place }: { progress: Progress; place: Place }) {
  const done = Object.values(progress).filter(Boolean).length;
  return (
    <Card title="Get to the first message" description={`${done} of 5 done`} flush>
      <ol className="divide-y divide-line">
        <Step
          isDone={progress.hasKey}
          title="Create an API key"
          action={
            <LinkButton href={projectPath(place, "settings", "api-keys")} size="sm">
              Create key
            </LinkButton>
          }
        >
          Your backend shows it with every event.
        </Step>
        <Step isDone={progress.hasEvent} title="Send the first event">
          Run the command on this page, or post from your code.
        </Step>
        <Step
          isDone={progress.hasDestination}
          title="Add a destination"
          action={
            <LinkButton href={projectPath(place, "destinations", "new")} size="sm">
              Add destination
            </LinkButton>
          }
        >
          Choose a channel of a connected workspace, or paste a webhook URL, and test it.
        </Step>
        <Step
          isDone={progress.hasRoute}
          title="Create a route"
          action={
            <LinkButton href={projectPath(place, "routes", "new")} size="sm">
              Create route
            </LinkButton>
          }
        >
          Say which events go to which destination.
        </Step>
        <Step isDone={progress.hasSent} title="See it arrive">
          The next event that a route matches shows up in Slack and in the activity.
        </Step>
      </ol>
    </Card>
  );
}
