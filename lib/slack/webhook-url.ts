/** Where Slack's incoming webhooks live: commercial Slack and GovSlack. */
const slackOrigins = ["https://hooks.slack.com", "https://hooks.slack-gov.com"] as const;

const webhookPath = /^\/services\/(T[A-Z0-9]+)\/(B[A-Z0-9]+)\/[A-Za-z0-9]+$/;

export type WebhookUrl =
  | {
      ok: true;
      url: string /** Safe to show: the address without its secret. */;
      masked: string;
      teamId: string;
      webhookId: string;
    }
  | { ok: false; reason: string };

const refuse = (reason: string): WebhookUrl => ({ ok: false, reason });

function wrongPath(pathname: string): string {
  if (/^\/(?:triggers|workflows)\//.test(pathname)) {
    return "This is a Workflow Builder trigger, not an incoming webhook: Slack would ignore the message's layout. Create an incoming webhook for the channel and paste its URL.";
  }
  return "This is not the address of an incoming webhook. It looks like https://hooks.slack.com/services/T…/B…/… and is copied from the app's page “Incoming Webhooks”.";
}

/**
 * Reads a pasted incoming-webhook URL. Only Slack's own hosts over https are taken, without port, user name, query or
 * fragment (nothing else may be made to receive our posts), and `hooksOrigin` beside them: on one machine that is the
 * simulator, in production it is Slack itself.
 */
export function parseWebhookUrl(text: string, { hooksOrigin }: { hooksOrigin: string }): WebhookUrl {
  const pasted = text.trim();
  if (!URL.canParse(pasted))
    return refuse("This is not a URL. Paste the whole address, starting with https://.");
  const url = new URL(pasted);
  const isSlack = slackOrigins.some((origin) => origin === url.origin);
  if (!isSlack && url.origin !== hooksOrigin) {
    return refuse("Incoming webhooks live at https://hooks.slack.com. Other hosts are not accepted here.");
  }
  const [, teamId, webhookId] = webhookPath.exec(url.pathname) ?? [];
  if (teamId === undefined || webhookId === undefined) return refuse(wrongPath(url.pathname));
  if (url.origin + url.pathname !== pasted) {
    return refuse("The address must end with the webhook's secret: no user name, port, query or fragment.");
  }
  return { ok: true, url: pasted, masked: `…/${webhookId.slice(0, 4)}…/••••`, teamId, webhookId };
}
