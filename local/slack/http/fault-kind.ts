import { z } from "zod";

/** In which way a call goes wrong. */
export type FaultKind =
  | { readonly type: "status"; readonly status: number }
  | { readonly type: "html" | "empty" | "bad_json" | "redirect" | "reset" }
  | { readonly type: "429"; readonly retryAfter: number | "none" | "date" }
  | { readonly type: "error"; readonly error: string; readonly retryAfter?: number | undefined }
  | { readonly type: "latency"; readonly milliseconds: number }
  | { readonly type: "hang_before_headers" | "hang_body" | "cut_body" }
  | { readonly type: "post_then_fail"; readonly how: PostedFailure }
  | {
      readonly type: "answer";
      readonly status: number;
      readonly body: string;
      readonly headers: Readonly<Record<string, string>>;
    };

/** What comes back although the message was stored. */
export type PostedFailure = "500" | "timeout" | "cut";

const plain = ["html", "empty", "bad_json", "redirect", "reset"] as const;
const torn = ["hang_before_headers", "hang_body", "cut_body"] as const;

/** The keys that may stand beside `kind`, or inside it when it is an object. */
export const faultDetails = z.object({
  status: z.union([z.number().int().min(200).max(599), z.literal("html")]).optional(),
  retryAfter: z.union([z.number().nonnegative(), z.enum(["none", "date"])]).nullish(),
  error: z.string().min(1).optional(),
  ms: z.number().nonnegative().optional(),
  latency: z.number().nonnegative().optional(),
  /** What `answer` says, word for word, and with which headers. */
  body: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  how: z.union([z.enum(["500", "timeout", "cut"]), z.literal(500)]).optional(),
});
type Details = z.infer<typeof faultDetails>;

/**
 * Reads `status:503`, `429:date`, `error:is_archived`, `latency:250`, `post_then_fail:timeout` and the like.
 * A detail after the colon wins over one given beside it. `undefined` for a kind that does not exist.
 */
export function parseFaultKind(text: string, details: Details): FaultKind | undefined {
  const [name = "", ...rest] = text.split(":");
  const detail = rest.join(":").replace(/^"(.*)"$/, "$1");
  for (const type of plain) if (name === type) return { type };
  for (const type of torn) if (name === type) return { type };
  if (name === "status") return statusKind(detail || String(details.status ?? 500));
  if (name === "429" || name === "ratelimited")
    return { type: "429", retryAfter: retryAfter(detail, details) };
  if (name === "error") return errorKind(detail || details.error, details);
  if (name === "latency")
    return latencyKind(detail === "" ? (details.ms ?? details.latency ?? 1_000) : Number(detail));
  if (name === "answer") return answerKind(detail || String(details.status ?? 200), details);
  if (name === "post_then_fail") return postedKind(detail || String(details.how ?? "500"));
  return /^[45]\d\d$/.test(name) ? statusKind(name) : undefined;
}

function statusKind(detail: string): FaultKind | undefined {
  if (detail === "html") return { type: "html" };
  const status = Number(detail);
  return Number.isInteger(status) && status >= 400 && status <= 599 ? { type: "status", status } : undefined;
}

function answerKind(detail: string, { body = "", headers = {} }: Details): FaultKind | undefined {
  const status = Number(detail);
  if (!Number.isInteger(status) || status < 200 || status > 599) return undefined;
  return { type: "answer", status, body, headers: { "content-type": "text/html", ...headers } };
}

function retryAfter(detail: string, details: Details): number | "none" | "date" {
  if (detail === "none" || detail === "date") return detail;
  if (detail !== "" && Number.isFinite(Number(detail))) return Number(detail);
  return details.retryAfter ?? 1;
}

function errorKind(error: string | undefined, details: Details): FaultKind | undefined {
  if (error === undefined || error === "") return undefined;
  const seconds = typeof details.retryAfter === "number" ? details.retryAfter : undefined;
  return { type: "error", error, retryAfter: seconds };
}

function latencyKind(milliseconds: number): FaultKind | undefined {
  return Number.isFinite(milliseconds) && milliseconds >= 0 ? { type: "latency", milliseconds } : undefined;
}

function postedKind(how: string): FaultKind | undefined {
  return how === "500" || how === "timeout" || how === "cut" ? { type: "post_then_fail", how } : undefined;
}
