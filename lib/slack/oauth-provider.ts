import { type InstallationStore, InstallProvider, type StateStore } from "@slack/oauth";
import { env } from "@/lib/env";
import { silent, slackClientOptions } from "./client";
import type { AppCredentials } from "./oauth-credentials";

type Stores = { stateStore: StateStore; installationStore: InstallationStore };

/**
 * Slack's own installer, on our stores. One for one visit: its client options must not be shared, since the library
 * writes tokens into them.
 */
export function createInstallProvider(credentials: AppCredentials, stores: Stores): InstallProvider {
  const { SLACK_AUTHORIZE_URL: authorizationUrl, SLACK_API_URL: apiUrl } = env();
  return new InstallProvider({
    ...credentials,
    ...stores,
    authorizationUrl,
    clientOptions: slackClientOptions({ apiUrl, timeoutMs: 10_000 }),
    logger: silent,
  });
}
