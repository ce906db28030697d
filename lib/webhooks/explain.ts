type Explanation = { message: string; fix: string };

const again = "Nothing to do: Bellwire tries again by itself.";
const gaveUp = "Bellwire has stopped trying. Replay it when the endpoint works again.";
const newUrl = "Give the webhook the address of an endpoint that is there, then send a test.";

const byCode: ReadonlyMap<string, Explanation> = new Map(
  Object.entries({
    endpoint_gone: {
      message: "The endpoint answered 410 Gone: it wants nothing any more.",
      fix: "Replace the URL, or delete the webhook. A good test switches it on again.",
    },
    endpoint_failing: {
      message: "For five days nothing has arrived at the endpoint.",
      fix: "Mend the endpoint, send a test, then send what was held or replay what failed.",
    },
    private_address: { message: "The address is not a public one, so nothing was sent.", fix: newUrl },
    not_https: { message: "The address does not begin with https.", fix: newUrl },
    port_not_allowed: { message: "The port of the address is not allowed.", fix: newUrl },
    invalid_url: { message: "The stored address is none that can be sent to.", fix: newUrl },
    no_webhook_url: { message: "The webhook has no address.", fix: newUrl },
    rate_limited: { message: "The endpoint asked Bellwire to slow down.", fix: again },
    asked_to_wait: { message: "The endpoint asked for time.", fix: again },
    redirected: {
      message: "The endpoint answered with a redirect, which is never followed.",
      fix: "Replace the URL by the one that it leads to.",
    },
    timeout: { message: "The endpoint did not answer within ten seconds.", fix: again },
    unreachable: { message: "The endpoint could not be reached.", fix: again },
    bad_certificate: {
      message: "The endpoint's certificate is not valid for its address.",
      fix: "Renew the certificate, or replace the URL. Bellwire goes on trying.",
    },
    connection_lost: { message: "The connection to the endpoint broke off.", fix: again },
    http_401: {
      message: "The endpoint refused Bellwire's credentials (401).",
      fix: "Check the webhook's headers. Bellwire goes on trying.",
    },
    http_403: {
      message: "The endpoint refused Bellwire (403).",
      fix: "Check the webhook's headers and the endpoint's rules. Bellwire goes on trying.",
    },
    http_404: {
      message: "Nothing is at the address (404).",
      fix: "Check the URL. Bellwire goes on trying.",
    },
  }),
);

/** Words for what an endpoint's answer, or its silence, came to. Total: any other status is told by its number. */
export function explainWebhook(code: string, { isOver = false }: { isOver?: boolean } = {}): Explanation {
  const status = /^http_(\d{3})$/.exec(code)?.[1];
  const found = byCode.get(code) ?? {
    message: status ? `The endpoint answered ${status}.` : "The endpoint did not take the message.",
    fix: again,
  };
  return isOver && code !== "endpoint_gone" && code !== "endpoint_failing"
    ? { ...found, fix: gaveUp }
    : found;
}
