import { demoCredentials } from "@/local/slack/demo-world";
import type { Bench } from "@/local/slack/testing/harness";

export const redirectUri = "http://127.0.0.1:3000/api/integrations/slack/callback";

const request = {
  client_id: demoCredentials.clientId,
  scope: "chat:write,channels:read,incoming-webhook,groups:read",
  redirect_uri: redirectUri,
  state: "the-state",
};

/** The URL of the consent page, with changes. */
export function authorizeUrl(bench: Bench, change: Record<string, string>): string {
  return `${bench.url}/oauth/v2/authorize?${new URLSearchParams({ ...request, ...change })}`;
}

/** Decides on the consent page, as its form does; resolves to where the browser is sent. */
export async function decide(
  bench: Bench,
  fields: Record<string, string>,
  granted: readonly string[] = [],
): Promise<URL> {
  const form = new URLSearchParams({ ...request, ...fields });
  for (const scope of granted) form.append("granted", scope);
  const response = await fetch(`${bench.url}/oauth/v2/authorize`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  const location = response.headers.get("location");
  if (response.status !== 302 || location === null) throw new Error(`no redirect: ${response.status}`);
  return new URL(location);
}

/** Allows the app into a workspace, with every optional scope unless told otherwise. */
export function allow(
  bench: Bench,
  { granted = ["groups:read"], ...fields }: { team?: string; channel: string; granted?: string[] },
) {
  return decide(bench, { ...fields, decision: "allow" }, granted);
}

/** Calls `oauth.v2.access` with the app's credentials, with changes. */
export async function exchange(
  bench: Bench,
  change: Record<string, string>,
): Promise<Record<string, unknown>> {
  const usual = { client_id: demoCredentials.clientId, client_secret: demoCredentials.clientSecret };
  const response = await fetch(`${bench.url}/api/oauth.v2.access`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...usual, redirect_uri: redirectUri, ...change }).toString(),
  });
  const body: Record<string, unknown> = await response.json();
  return body;
}
