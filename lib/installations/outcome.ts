type Telling = { tone: "good" | "neutral" | "bad"; message: string; fix: string | null };

const again = "Press Connect Slack to start again.";

/**
 * How an attempt to connect Slack can end: the code that the browser brings back as `?slack=…`, and the sentence that the
 * Integrations page makes of it.
 */
export const installOutcomes = {
  installed: {
    tone: "good",
    message: "Slack is connected. Bellwire has written to the channel that you picked.",
    fix: null,
  },
  installed_without_channel: {
    tone: "good",
    message: "Slack is connected, and no channel was picked.",
    fix: "Choose a channel below to receive the first message.",
  },
  installed_shared: {
    tone: "good",
    message:
      "Slack is connected. Another organization in Bellwire is connected to this workspace too: the two share their access and their limits there.",
    fix: "If that is not meant, disconnect one of them. The other one goes on.",
  },
  reinstalled: {
    tone: "good",
    message: "Slack is connected again. Destinations and routes were kept.",
    fix: null,
  },
  cancelled: {
    tone: "neutral",
    message: "You cancelled in Slack, so nothing was changed.",
    fix: again,
  },
  signed_out: {
    tone: "bad",
    message: "You were signed out of Bellwire while you were in Slack, so nothing was changed.",
    fix: again,
  },
  not_allowed: {
    tone: "bad",
    message: "Only owners and admins of the organization may connect or disconnect Slack.",
    fix: "Ask one of them, or ask to be made an admin.",
  },
  not_configured: {
    tone: "bad",
    message: "This Bellwire server has no Slack app yet, so nobody can connect.",
    fix: "Set SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_SIGNING_SECRET on the server; /slack-manifest.json makes the app. A pasted webhook works without.",
  },
  state_missing: {
    tone: "bad",
    message: "This installation was not begun in Bellwire, so it belongs to no project.",
    fix: "Start from here: press Connect Slack.",
  },
  state_unknown: {
    tone: "bad",
    message: "Slack sent back something that Bellwire did not give out, so nothing was changed.",
    fix: again,
  },
  state_used: {
    tone: "neutral",
    message: "That connection was completed already; opening its address again changes nothing.",
    fix: "If a workspace is shown as installed below, there is nothing to do.",
  },
  state_expired: {
    tone: "bad",
    message: "Connecting took longer than ten minutes, so nothing was changed.",
    fix: again,
  },
  other_browser: {
    tone: "bad",
    message: "The connection was begun in another browser, so nothing was changed.",
    fix: "Go back to that browser, or press Connect Slack in this one.",
  },
  other_user: {
    tone: "bad",
    message: "The connection was begun by somebody else, so nothing was changed.",
    fix: again,
  },
  code_invalid: {
    tone: "bad",
    message: "Slack no longer accepts the code that it gave for this connection.",
    fix: again,
  },
  slack_refused: {
    tone: "bad",
    message: "Slack did not allow the installation.",
    fix: "A Slack admin may have to approve Bellwire for the workspace. Then press Connect Slack again.",
  },
  slack_unreachable: {
    tone: "bad",
    message: "Slack did not answer, so nothing was changed.",
    fix: "Try again in a minute.",
  },
  org_installed: {
    tone: "bad",
    message:
      "Bellwire is installed for your whole Slack organization already, so it cannot be added to one workspace.",
    fix: "Press Connect Slack again and choose the organization instead of the workspace.",
  },
  email_unverified: {
    tone: "bad",
    message: "Slack has not verified your e-mail address, so it lets you install nothing.",
    fix: "Confirm the address in Slack, then press Connect Slack again.",
  },
  failed: {
    tone: "bad",
    message: "Something failed on our side and was logged.",
    fix: "Look below whether the workspace is shown as installed; if not, press Connect Slack to start again.",
  },
  misconfigured: {
    tone: "bad",
    message:
      "Slack refused Bellwire's own credentials or addresses. This is on the side of whoever runs this server.",
    fix: "Check the client id, the client secret and the redirect URL of the Slack app. The log names Slack's answer.",
  },
} as const satisfies Record<string, Telling>;

export type InstallOutcome = keyof typeof installOutcomes;

const byCode: ReadonlyMap<string, Telling> = new Map(Object.entries(installOutcomes));

/** What a code from the address bar means; undefined for anything that is not one. */
export function findInstallOutcome(code: string | undefined): Telling | undefined {
  return code === undefined ? undefined : byCode.get(code);
}
