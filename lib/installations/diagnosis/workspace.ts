import type { InstallationStatus } from "@/db/enums";
import { failed, passed, type Step, unknown } from "./check";

/** What is known of a workspace's installation, and what Slack said of it just now. */
export type WorkspaceFacts = {
  /** Null when there is no installation at all. */
  status: InstallationStatus | null;
  workspaceName: string;
  token: { state: "good" } | { state: "dead" | "unknown"; message: string; fix: string };
  /** Required scopes that it has not granted. */
  missingScopes: readonly string[];
};

const reconnect = "Connect Slack again: destinations and routes are kept.";

/** Whether Bellwire is in the workspace, its access works and suffices. */
export function workspaceSteps({ status, workspaceName, token, missingScopes }: WorkspaceFacts): Step[] {
  return [
    {
      id: "installed",
      label: "Slack is connected",
      needs: true,
      look: () =>
        status === null || status === "uninstalled"
          ? failed("Bellwire is not installed in the workspace.", reconnect, "reconnect")
          : passed(`Bellwire is installed in ${workspaceName}.`),
    },
    {
      id: "token",
      label: "Slack accepts Bellwire's access",
      needs: true,
      look: () => {
        if (token.state === "unknown") return unknown(`${token.message} Try again in a minute.`);
        if (token.state === "dead") return failed(token.message, token.fix, "reconnect");
        return status === "needs_reauth"
          ? failed("The access was refused while sending.", reconnect, "reconnect")
          : passed("Slack accepts it (auth.test).");
      },
    },
    {
      id: "scopes",
      label: "All needed permissions are granted",
      needs: true,
      look: () =>
        missingScopes.length > 0
          ? failed(`Not granted: ${missingScopes.join(", ")}.`, reconnect, "reconnect")
          : passed("Every required scope is granted."),
    },
  ];
}
