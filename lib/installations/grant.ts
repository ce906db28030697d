/** What a workspace granted when somebody pressed Allow there: all that an installation is made of. Holds secrets. */
export type Grant = {
  /** The enterprise's id for an organization-wide install, else the team's: whose token it is. */
  holderId: string;
  isEnterpriseInstall: boolean;
  enterpriseId: string | null;
  teamId: string | null;
  teamName: string;
  appId: string;
  botUserId: string;
  botId: string | null;
  scopes: string[];
  tokens: Tokens;
  /** The Slack user who pressed Allow. */
  installedBy: string;
  /** The channel that was picked in the consent, if one was. */
  channel: { id: string; name: string } | null;
  configurationUrl: string | null;
};

/** A bot's access; the last two only where Slack rotates tokens. */
export type Tokens = { botToken: string; refreshToken: string | null; expiresAt: Date | null };

/** An access token is renewed when less than this is left of its twelve hours. */
const renewWithinMs = 2 * 3_600_000;

/** Whether a token must be renewed before it is used. A token that does not expire never is. */
export function isDueForRenewal(expiresAt: Date | null, now: Date): boolean {
  return expiresAt !== null && expiresAt.getTime() - now.getTime() < renewWithinMs;
}
