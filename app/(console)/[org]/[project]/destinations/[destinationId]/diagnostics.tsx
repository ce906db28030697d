import { TestButton } from "@/components/destinations/test-button";
import { ConnectLink } from "@/components/integrations/connect-link";
import { Diagnosis, type Remedies } from "@/components/integrations/diagnosis";
import { type Place, projectPath } from "@/components/shell/paths";
import { ActionButton } from "@/components/ui/action-button";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { withQuery } from "@/components/ui/query-string";
import { isAtLeast } from "@/lib/auth/scope";
import type { MemberOfProject } from "@/lib/auth/session";
import type { DestinationItem } from "@/lib/destinations/queries";
import { checkDestination } from "../../integrations/actions";
import { sendTest, setEnabled } from "../actions";
import { targetSection } from "./target-section";

type Props = { destination: DestinationItem; member: MemberOfProject; place: Place };

const toTarget = (words: string) => (
  <a href={`#${targetSection}`} className={buttonClass({ size: "sm" })}>
    {words}
  </a>
);

function remediesOf({ destination: { id, kind }, member: { project, role }, place }: Props): Remedies {
  if (!isAtLeast(role, "member")) return {};
  const bound = [null, place.org, place.project] as const;
  return {
    reconnect: isAtLeast(role, "admin") ? (
      <ConnectLink projectId={project.id} size="sm">
        Reconnect Slack
      </ConnectLink>
    ) : (
      "Ask an admin to connect again."
    ),
    choose_channel: toTarget("Choose another channel"),
    choose_person: toTarget("Choose another person"),
    replace_url: toTarget("Replace the URL"),
    enable: (
      <ActionButton action={setEnabled.bind(...bound)} fields={{ destinationId: id, value: "true" }}>
        Switch it on
      </ActionButton>
    ),
    add_route: (
      <LinkButton href={withQuery(projectPath(place, "routes", "new"), { destination: id })} size="sm">
        Add a route
      </LinkButton>
    ),
    send_test: (
      <TestButton
        place={place}
        destinationId={id}
        action={sendTest.bind(...bound)}
        look={{ size: "sm" }}
        label="Send a test"
        kind={kind}
      />
    ),
  };
}

/** Looks for what keeps messages from arriving here, each finding with its button. */
export function Diagnostics(props: Props) {
  const { destination, place } = props;
  return (
    <Card
      title="Diagnostics"
      description="Looks at everything that must hold for messages to arrive, and names what does not. Posts nothing."
    >
      <Diagnosis
        action={checkDestination.bind(null, place.org, place.project)}
        fields={{ destinationId: destination.id }}
        remedies={remediesOf(props)}
        version={[destination.status, destination.enabled, destination.target, destination.routeCount].join()}
      />
    </Card>
  );
}
