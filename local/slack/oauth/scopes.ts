/** What the consent page says of each bot scope; a scope that is not here does not exist. */
const descriptions = {
  "app_mentions:read": "Read messages that directly mention it",
  "channels:history": "View messages in public channels that it has been added to",
  "channels:join": "Join public channels",
  "channels:manage": "Manage public channels that it has been added to and create new ones",
  "channels:read": "View basic information about public channels",
  "chat:write": "Send messages as itself",
  "chat:write.customize": "Send messages with a customised name and picture",
  "chat:write.public": "Send messages to public channels that it is not a member of",
  commands: "Add shortcuts and slash commands that people can use",
  "files:read": "View files shared where it has been added",
  "files:write": "Upload, edit and delete files as itself",
  "groups:history": "View messages in private channels that it has been added to",
  "groups:read": "View basic information about private channels that it has been added to",
  "im:history": "View messages in direct messages that it has been added to",
  "im:read": "View basic information about its direct messages",
  "im:write": "Start direct messages with people",
  "incoming-webhook": "Post messages to one channel that you choose",
  "links:read": "View links in messages",
  "links:write": "Show previews of links",
  "metadata.message:read": "Read message metadata in channels that it has been added to",
  "mpim:read": "View basic information about group direct messages that it has been added to",
  "mpim:write": "Start group direct messages with people",
  "pins:write": "Add and remove pinned messages",
  "reactions:read": "View reactions in conversations that it has been added to",
  "reactions:write": "Add and edit reactions",
  "team:read": "View the name and the domain of the workspace",
  "usergroups:read": "View user groups",
  "users:read": "View people in the workspace",
  "users:read.email": "View e-mail addresses of people in the workspace",
} as const;

/** What a scope allows, in words; `undefined` for one that does not exist. */
export function scopeDescription(scope: string): string | undefined {
  const table: Readonly<Record<string, string>> = descriptions;
  return Object.hasOwn(table, scope) ? table[scope] : undefined;
}

/** The scopes in a comma- or space-separated list, each once. */
export function splitScopes(list: string): string[] {
  return [...new Set(list.split(/[,\s]+/).filter((scope) => scope !== ""))];
}
