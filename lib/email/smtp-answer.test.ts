import { describe, expect, test } from "vitest";
import { type SmtpFailure, verdictOf } from "./smtp-answer";

const failure = (more: Partial<SmtpFailure>): SmtpFailure => ({
  command: "RCPT TO",
  isHanded: false,
  response: null,
  systemCode: null,
  isTimeout: false,
  ...more,
});

describe("what a mail server's answer means", () => {
  test.each([
    ["RCPT TO", "550 5.1.1 No such user", { kind: "refused", about: "recipient" }],
    ["RCPT TO", "551 User not local; please try <x@y.test>", { kind: "refused", about: "recipient" }],
    ["RCPT TO", "552 5.2.2 Mailbox full", { kind: "refused", about: "recipient" }],
    ["MAIL FROM", "553 5.7.1 Sender rejected", { kind: "refused", about: "sender" }],
    ["MAIL FROM", "530 5.7.0 Authentication required", { kind: "refused", about: "login" }],
    ["AUTH PLAIN", "535 5.7.8 Bad credentials", { kind: "refused", about: "login" }],
    ["AUTH LOGIN", "454 4.7.0 Temporary authentication failure", { kind: "later", isAmbiguous: false }],
    ["DATA", "554 5.7.1 Spam", { kind: "refused", about: "message" }],
    ["DATA", "552 5.3.4 Message too big", { kind: "refused", about: "message" }],
    ["DATA", "451 4.3.0 Queue file write error", { kind: "later", isAmbiguous: false }],
    ["MAIL FROM", "503 Bad sequence of commands", { kind: "refused", about: "ours" }],
    ["RCPT TO", "450 4.2.1 Mailbox busy", { kind: "later", isAmbiguous: false }],
    ["RCPT TO", "450 4.2.0 Greylisted", { kind: "wait", afterSeconds: 60 }],
    ["RCPT TO", "450 4.2.0 Greylisted for 300 seconds", { kind: "wait", afterSeconds: 300 }],
    ["RCPT TO", "451 4.7.1 Please try again in 5 minutes", { kind: "wait", afterSeconds: 300 }],
    ["MAIL FROM", "421 4.3.2 Service shutting down", { kind: "wait", afterSeconds: 60 }],
    ["DATA", "452 4.3.1 Rate limit exceeded", { kind: "wait", afterSeconds: 60 }],
  ])("%s → %s", (command, response, verdict) => {
    expect(verdictOf(failure({ command, response, isHanded: command === "DATA" }))).toMatchObject(verdict);
  });

  test.each([
    [{ systemCode: "ECONNREFUSED" }, { kind: "later", isAmbiguous: false, code: "smtp_unreachable" }],
    [{ isTimeout: true }, { kind: "later", isAmbiguous: false, code: "smtp_timeout" }],
    [
      { isTimeout: true, isHanded: true },
      { kind: "later", isAmbiguous: true, code: "smtp_timeout" },
    ],
    [
      { systemCode: "ECONNRESET", isHanded: true },
      { kind: "later", isAmbiguous: true },
    ],
    [
      { response: "<html>hello</html>", isHanded: true },
      { kind: "later", isAmbiguous: true },
    ],
    [{ response: "220 not an answer to that" }, { kind: "later", isAmbiguous: false }],
  ])("no answer that is one: %j", (more, verdict) => {
    expect(verdictOf(failure({ command: "CONN", ...more }))).toMatchObject(verdict);
  });

  test("passes on what the server said, and never what it said to a sign-in", () => {
    expect(verdictOf(failure({ response: "550 5.1.1 No\r\nsuch   user" })).detail).toBe(
      "550 5.1.1 No such user",
    );
    expect(
      verdictOf(failure({ command: "AUTH PLAIN", response: "535 bad password hunter2" })).detail,
    ).toBeUndefined();
  });
});
