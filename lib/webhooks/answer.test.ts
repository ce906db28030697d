import { describe, expect, test } from "vitest";
import { classifyAnswer } from "./answer";
import { explainWebhook } from "./explain";
import { classifyFailure } from "./failure";

const now = new Date("2026-11-21T09:00:00Z");
const answered = (status: number, retryAfter: string | null = null) =>
  classifyAnswer({ status, retryAfter }, now);

describe("an answer", () => {
  test.each([200, 201, 202, 204, 206, 226, 299])("of %i is success", (status) => {
    expect(answered(status)).toEqual({ status: "sent", receipt: { kind: "accepted", status } });
  });

  test.each([
    { header: "1", seconds: 1 },
    { header: "30", seconds: 30 },
    { header: "3600", seconds: 3_600 },
    { header: "999999", seconds: 3_600 },
    { header: "0", seconds: 1 },
    { header: "-5", seconds: 30 },
    { header: "soon", seconds: 30 },
    { header: "1e9", seconds: 30 },
    { header: null, seconds: 30 },
    { header: "Sat, 21 Nov 2026 09:02:00 GMT", seconds: 120 },
    { header: "Sat, 21 Nov 2026 08:00:00 GMT", seconds: 1 },
    { header: "Wed, nonsense", seconds: 30 },
  ])("of 429 with Retry-After $header is waited for $seconds s", ({ header, seconds }) => {
    expect(answered(429, header)).toEqual({ status: "wait", code: "rate_limited", afterSeconds: seconds });
  });

  test("of 503 is waited for when it says how long, and tried again otherwise", () => {
    expect(answered(503, "9")).toEqual({ status: "wait", code: "asked_to_wait", afterSeconds: 9 });
    expect(answered(503)).toMatchObject({ status: "retry", code: "http_503", ambiguous: true });
    expect(answered(503, "soon")).toMatchObject({ status: "retry" });
  });

  test("of 410 breaks the destination, and no other one does", () => {
    expect(answered(410)).toMatchObject({ status: "rejected", scope: "destination", code: "endpoint_gone" });
    for (const status of [100, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 413, 500, 502, 504, 599])
      expect(answered(status), String(status)).toMatchObject({ status: "retry", httpStatus: status });
  });
});

const failed = (code: string, name = "Error") =>
  classifyFailure(Object.assign(new Error("https://secret"), { code, name }));

describe("a failure", () => {
  test.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "EHOSTUNREACH"])(
    "%s sent nothing",
    (code) => {
      expect(failed(code)).toEqual({ status: "retry", code: "unreachable", ambiguous: false, detail: code });
    },
  );
  test.each(["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID"])(
    "%s is the certificate's",
    (code) => {
      expect(failed(code)).toMatchObject({ code: "bad_certificate", ambiguous: false });
    },
  );
  test("of time, or in the middle, leaves open whether it arrived", () => {
    expect(classifyFailure(new DOMException("x", "TimeoutError"))).toMatchObject({
      code: "timeout",
      ambiguous: true,
    });
    expect(failed("UND_ERR_HEADERS_TIMEOUT")).toMatchObject({ code: "timeout", ambiguous: true });
    expect(failed("ECONNRESET")).toMatchObject({ code: "connection_lost", ambiguous: true });
    expect(classifyFailure("nonsense")).toMatchObject({ code: "connection_lost" });
    const both = new AggregateError([Object.assign(new Error("a"), { code: "ECONNREFUSED" })]);
    expect(classifyFailure(both)).toMatchObject({ code: "unreachable" });
  });
});

test.each(["endpoint_gone", "endpoint_failing", "http_418", "timeout", "whatever"])(
  "%s is told in words",
  (code) => {
    for (const isOver of [false, true]) {
      const { message, fix } = explainWebhook(code, { isOver });
      expect(message).toMatch(/\.$/);
      expect(fix).toMatch(/\.$/);
    }
  },
);
