import { env } from "@/lib/env";

/** The app's own credentials at Slack. */
export type AppCredentials = { clientId: string; clientSecret: string };

/** The credentials of Bellwire's Slack app; undefined while this server has none, and nobody can connect. */
export function appCredentials(): AppCredentials | undefined {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = env();
  return clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret };
}

/** Where Slack sends people back. From the configured origin alone: a request's host can be anybody's. */
export function redirectUri(): string {
  return `${env().NEXTAUTH_URL}/api/integrations/slack/callback`;
}
