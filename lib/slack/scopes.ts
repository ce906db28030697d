type ScopeNote = {
  scope: string;
  /** What it is asked for, as the pre-flight checklist and the settings page say it. */
  purpose: string;
  /** What does not work without it; only optional ones can be declined. */
  without: string | null;
};

/**
 * What Bellwire asks a workspace for: to post, and to see the names of channels. No scope reads a message: output only
 * is a promise, and a test holds it.
 */
export const requiredScopes = [
  { scope: "chat:write", purpose: "Post messages as Bellwire.", without: null },
  { scope: "channels:read", purpose: "List the names of public channels, to choose from.", without: null },
  {
    scope: "incoming-webhook",
    purpose: "Let you pick the first channel while you connect.",
    without: null,
  },
] as const satisfies readonly ScopeNote[];

/** What posting under a name and an icon of the project's own takes. */
export const senderScope = "chat:write.customize";

/** What the person who connects may decline. Nothing is asked twice; a new consent can add it later. */
export const optionalScopes = [
  {
    scope: "chat:write.public",
    purpose: "Post in public channels without being invited to each.",
    without: "Bellwire must be invited to every channel that it posts in.",
  },
  {
    scope: senderScope,
    purpose: "Post under your product's own name and icon.",
    without: "Messages come from Bellwire, whatever the brand settings say.",
  },
  {
    scope: "groups:read",
    purpose: "List the private channels that Bellwire was invited to.",
    without: "Private channels are not listed; paste a channel's link instead.",
  },
  {
    scope: "im:write",
    purpose: "Write to one person.",
    without: "No direct messages.",
  },
  {
    scope: "users:read",
    purpose: "See the names of the workspace's people.",
    without: "People are shown by their Slack id.",
  },
  {
    scope: "users:read.email",
    purpose: "Find a person in Slack by e-mail address.",
    without: "An account's owner cannot be found by e-mail address.",
  },
] as const satisfies readonly ScopeNote[];

export type RequiredScope = (typeof requiredScopes)[number]["scope"];
export type BotScope = RequiredScope | (typeof optionalScopes)[number]["scope"];

/** Every scope that the consent page names, the required ones first. */
export const botScopes: readonly BotScope[] = [...requiredScopes, ...optionalScopes].map(
  ({ scope }) => scope,
);

/** One scope beside what a workspace granted. */
export type ScopeGrant = ScopeNote & { scope: BotScope; required: boolean; granted: boolean };

/** Each scope with whether it was granted. What was granted beyond them (scopes only ever add up) is of no use to us. */
export function grantsOf(granted: readonly string[]): ScopeGrant[] {
  const beside = (required: boolean) => (note: ScopeNote & { scope: BotScope }) => ({
    ...note,
    required,
    granted: granted.includes(note.scope),
  });
  return [...requiredScopes.map(beside(true)), ...optionalScopes.map(beside(false))];
}

/** The required scopes that a workspace has not granted: while there are some, it must connect again. */
export function missingScopes(granted: readonly string[]): RequiredScope[] {
  return requiredScopes.map(({ scope }) => scope).filter((scope) => !granted.includes(scope));
}

/** Reads Slack's comma-separated list of scopes. */
export function readScopes(list: string): string[] {
  return [...new Set(list.split(/[,\s]+/).filter((scope) => scope !== ""))];
}
