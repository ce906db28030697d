import { classesOf, type Row } from "./row";

const c = classesOf("channel");
const json = { "content-type": "application/json" };
const answer = (status: number, body: string, headers: Record<string, string> = json) => ({
  kind: `answer:${status}`,
  body,
  headers,
});

/** What comes instead of an answer of the Web API, and what the published SDK makes of it. */
export const answerRows: readonly Row[] = [
  ...c.waiting("429 with two seconds", { kind: "429", retryAfter: 2 }, 2, 3),
  ...c.waiting("429 without a header", { kind: "429:none" }, 30),
  ...c.waiting("429 with a date", { kind: "429:date" }, 30),
  ...c.one("429 with a day, of which an hour is waited", {
    faults: [{ kind: "429", retryAfter: 86_400 }],
    end: c.sent(2),
    next: "sent",
    asked: 3_600,
    hoursPass: 1,
  }),
  ...[500, 502, 503, 504].flatMap((status) =>
    c.perhaps(`status ${status}`, { kind: `status:${status}` }, `http_${status}`),
  ),
  ...[400, 403, 404, 408].flatMap((status) => c.passing(`status ${status}`, { kind: `status:${status}` })),
  ...c.message("status 413", { kind: "status:413" }, "http_413"),
  ...c.passing("a redirect", { kind: "redirect" }),
  ...c.perhaps("a page with status 200", { kind: "html" }, "unreadable_answer"),
  ...c.perhaps("an empty answer with status 200", { kind: "empty" }, "unreadable_answer"),
  ...c.perhaps("JSON that breaks off", { kind: "bad_json" }, "unreadable_answer"),
  ...c.perhaps("ok without a message id", answer(200, '{"ok":true}'), "unreadable_answer"),
  ...c.perhaps("ok with half an id", answer(200, '{"ok":true,"channel":"C1"}'), "unreadable_answer"),
  ...c.perhaps("a refusal without a word", answer(200, '{"ok":false}'), "unreadable_answer"),
  ...c.perhaps("a connection reset", { kind: "reset" }, "connection_lost"),
  ...c.perhaps("an answer cut short", { kind: "cut_body" }, "connection_lost", { posted: true }),
  ...c.perhaps("posted, then 500", { kind: "post_then_fail:500" }, "http_500", { posted: true }),
  ...c.perhaps("posted, then cut", { kind: "post_then_fail:cut" }, "connection_lost", { posted: true }),
  ...c.perhaps("silence", { kind: "hang_before_headers" }, "timeout", { copies: 1 }),
  ...c.perhaps("an answer that stalls", { kind: "hang_body" }, "timeout", { copies: 1, posted: true }),
  ...c.perhaps("posted, then silence", { kind: "post_then_fail:timeout" }, "timeout", {
    copies: 1,
    posted: true,
  }),
  ...c.one("an answer that is slow", { faults: [{ kind: "latency:3000" }], end: c.sent(1), next: "sent" }),
  ...c.one("nothing wrong at all", { faults: [], end: c.sent(1), next: "sent" }),
  ...c.one("a destination that is switched off", {
    faults: [],
    isOff: true,
    end: { state: "suppressed", tries: 0, code: null, twice: false, standing: 0 },
    next: "suppressed",
  }),
];
