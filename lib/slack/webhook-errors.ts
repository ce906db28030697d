import { ambiguous, brokenDestination, refusedMessage, type Verdict, wait } from "./verdict";

const tryPlain = { ...refusedMessage, remedy: "plain_text" } as const satisfies Verdict;

/**
 * What each word means that an incoming webhook answers (docs.slack.dev, incoming webhooks; the 2016 changelog of their
 * errors; recorded answers). The word decides, the status only where the word is unknown.
 */
export const webhookErrors = {
  invalid_payload: tryPlain,
  no_text: tryPlain,
  invalid_blocks: tryPlain,
  invalid_blocks_format: tryPlain,
  invalid_attachments: tryPlain,
  too_many_attachments: tryPlain,
  missing_text_or_fallback_or_attachments: tryPlain,

  user_not_found: brokenDestination,
  invalid_token: brokenDestination,
  action_prohibited: brokenDestination,
  posting_to_general_channel_denied: brokenDestination,
  team_disabled: brokenDestination,
  no_service: brokenDestination,
  no_service_id: brokenDestination,
  no_team: brokenDestination,
  channel_not_found: brokenDestination,
  no_active_hooks: brokenDestination,
  channel_is_archived: brokenDestination,

  rate_limited: wait,
  rollup_error: ambiguous,
} as const satisfies Record<string, Verdict>;
