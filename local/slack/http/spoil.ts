import type { Fault } from "@/local/slack/http/fault";
import { outagePage, type Reply, reply, type WholeReply } from "@/local/slack/http/reply";
import type { World } from "@/local/slack/world/world";

/** How the surface that a fault strikes words its own refusals. */
export interface Voice {
  refusal(error: string, retryAfter: number | undefined): WholeReply;
  limited(headers: Record<string, string>, seconds: number): WholeReply;
}

/**
 * Carries out a fault on a call. `run` is the call as it would have gone: it is made for `latency`, for
 * `post_then_fail`, and where the answer's first bytes go out (`hang_body`, `cut_body`), because then the
 * call has been processed. In every other case nothing is stored.
 */
export async function spoil(
  world: World,
  fault: Fault,
  voice: Voice,
  run: () => Reply | Promise<Reply>,
): Promise<Reply> {
  const { kind } = fault;
  switch (kind.type) {
    case "status":
      return outagePage(kind.status);
    case "html":
      return outagePage(200);
    case "empty":
      return reply(200, "application/json; charset=utf-8", "");
    case "bad_json":
      return reply(200, "application/json; charset=utf-8", '{"ok":true,"channel":');
    case "redirect":
      return { kind: "whole", status: 302, headers: { location: `${world.origin}/elsewhere` }, body: "" };
    case "answer":
      return { kind: "whole", status: kind.status, headers: kind.headers, body: kind.body };
    case "reset":
      return { kind: "reset" };
    case "429":
      return voice.limited(
        limitHeaders(world, kind.retryAfter),
        typeof kind.retryAfter === "number" ? kind.retryAfter : 1,
      );
    case "error":
      return voice.refusal(kind.error, kind.retryAfter);
    case "latency":
      await new Promise((resume) => setTimeout(resume, kind.milliseconds));
      return run();
    case "hang_before_headers":
      return { kind: "hang_before_headers" };
    case "hang_body":
    case "cut_body":
      return torn(await run(), kind.type);
    case "post_then_fail":
      return afterPosting(await run(), kind.how);
  }
}

function limitHeaders(world: World, retryAfter: number | "none" | "date"): Record<string, string> {
  if (retryAfter === "none") return {};
  if (retryAfter === "date") return { "retry-after": new Date(world.clock.now() + 30_000).toUTCString() };
  return { "retry-after": String(retryAfter) };
}

function torn(whole: Reply, kind: "hang_body" | "cut_body"): Reply {
  if (whole.kind !== "whole") return whole;
  return { kind, headers: whole.headers, body: whole.body.padEnd(64) };
}

function afterPosting(whole: Reply, how: "500" | "timeout" | "cut"): Reply {
  if (how === "timeout") return { kind: "hang_before_headers" };
  return how === "cut" ? torn(whole, "cut_body") : outagePage(500);
}
