import type { JsonObject } from "@/local/slack/world/json";

/** An answer, or one of the ways in which an answer fails to come whole. */
export type Reply =
  | {
      readonly kind: "whole";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: "hang_before_headers" | "reset" }
  | {
      readonly kind: "hang_body" | "cut_body";
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    };

export type WholeReply = Extract<Reply, { kind: "whole" }>;

/** An answer with a body as it stands. */
export function reply(
  status: number,
  contentType: string,
  body: string,
  headers: Record<string, string> = {},
): WholeReply {
  return {
    kind: "whole",
    status,
    headers: { "content-type": contentType, ...headers },
    body,
  };
}

/** A page. */
export function page(html: string, status = 200): WholeReply {
  return reply(status, "text/html; charset=utf-8", html, { "cache-control": "no-store" });
}

/** A JSON answer of the control plane. */
export function controlJson(body: unknown, status = 200): WholeReply {
  return reply(status, "application/json; charset=utf-8", JSON.stringify(body), {
    "cache-control": "no-store",
  });
}

/** A JSON answer as the Web API writes it: with its cache headers, and slashes escaped. */
export function slackJson(body: JsonObject, status: number, headers: Record<string, string>): WholeReply {
  const text = JSON.stringify(body).replaceAll("/", "\\/");
  return reply(status, "application/json; charset=utf-8", text, {
    "cache-control": "private, no-cache, no-store, must-revalidate",
    vary: "Accept-Encoding",
    "access-control-expose-headers": "x-slack-req-id, retry-after",
    "access-control-allow-headers": "slack-route, x-slack-version-ts",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    ...headers,
  });
}

/** The page that stands in front of Slack during an outage. */
export function outagePage(status: number): WholeReply {
  const html =
    "<!DOCTYPE html><html><head><title>Server Error | Slack</title></head><body><h1>Server Error</h1></body></html>";
  return reply(status, "text/html", html);
}

/** A redirect of the browser. */
export function redirect(location: string): WholeReply {
  return { kind: "whole", status: 302, headers: { location, "cache-control": "no-store" }, body: "" };
}
