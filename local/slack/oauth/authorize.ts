import { formFields, type Incoming } from "@/local/slack/http/incoming";
import { page, redirect, type WholeReply } from "@/local/slack/http/reply";
import { renderConsent, renderRefusal } from "@/local/slack/oauth/consent-page";
import { type ConsentRequest, homeTeam, readConsentRequest } from "@/local/slack/oauth/request";
import { viewerOf } from "@/local/slack/page/viewer";
import { stringAt } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

/** `/oauth/v2/authorize`: GET shows the consent page, POST is the person's decision. */
export function authorize(world: World, incoming: Incoming): WholeReply {
  const form = incoming.method === "POST" ? new URLSearchParams(incoming.body) : undefined;
  const request = readConsentRequest(world, form ?? incoming.url.searchParams);
  if (typeof request === "string") return page(renderRefusal(request), 400);
  if (form === undefined) return page(renderConsent(world, request));
  return form.get("decision") === "allow"
    ? allow(world, request, form, incoming)
    : back(request, { error: "access_denied" });
}

function allow(world: World, request: ConsentRequest, form: URLSearchParams, incoming: Incoming): WholeReply {
  const team = homeTeam(world, request.place);
  const installer = team === undefined ? undefined : viewerOf(world, team.id);
  const granted = request.scopes.filter((scope) => {
    return !request.app.optionalScopes.includes(scope) || form.getAll("granted").includes(scope);
  });
  const channelId = stringAt(formFields(incoming.body), "channel") ?? null;
  const channel = channelId === null ? undefined : world.channels.get(channelId);
  if (granted.includes("incoming-webhook") && channel?.teamId !== team?.id)
    return page(renderConsent(world, request, true), 400);
  const code = `${world.mint.digits()}.${world.mint.digits()}.${world.mint.secret(64).toLowerCase()}`;
  world.codes.set(code, {
    code,
    clientId: request.app.clientId ?? "",
    redirectUri: request.redirectUriSent,
    teamId: request.place.kind === "team" ? request.place.id : (team?.id ?? null),
    enterpriseId: request.place.kind === "enterprise" ? request.place.id : (team?.enterpriseId ?? null),
    orgWide: request.place.kind === "enterprise",
    userId: installer?.id ?? "",
    scopes: granted,
    channelId: granted.includes("incoming-webhook") ? (channel?.id ?? null) : null,
    issuedAt: world.clock.now(),
    used: false,
  });
  return back(request, { code });
}

function back(request: ConsentRequest, answer: Readonly<Record<string, string>>): WholeReply {
  const url = new URL(request.redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  url.searchParams.set("state", request.state ?? "");
  return redirect(url.href);
}
