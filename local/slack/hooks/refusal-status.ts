/** The HTTP status of each word that an incoming webhook may answer. */
const statuses = new Map<string, number>([
  ["invalid_payload", 400],
  ["no_text", 400],
  ["invalid_blocks", 400],
  ["invalid_blocks_format", 400],
  ["invalid_attachments", 400],
  ["too_many_attachments", 400],
  ["missing_text_or_fallback_or_attachments", 400],
  ["user_not_found", 400],
  ["invalid_token", 403],
  ["action_prohibited", 403],
  ["posting_to_general_channel_denied", 403],
  ["team_disabled", 403],
  ["no_service", 404],
  ["no_service_id", 404],
  ["no_team", 404],
  ["channel_not_found", 404],
  ["no_active_hooks", 404],
  ["channel_is_archived", 410],
  ["rollup_error", 500],
]);

/** The status that comes with a word; 400 for a word of which none is published. */
export function refusalStatus(word: string): number {
  return statuses.get(word) ?? 400;
}
