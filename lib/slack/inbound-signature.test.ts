import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isSignedBySlack } from "./inbound-signature";

/** Slack's published example. */
const vector = {
  secret: "8f742231b10e8888abcd99yyyzzz85a5",
  timestamp: "1531420618",
  signature: "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  body: "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
};
const then = new Date(Number(vector.timestamp) * 1_000);
const shifted = (seconds: number) => new Date(then.getTime() + seconds * 1_000);

type Change = {
  body?: string;
  signature?: string | null;
  timestamp?: string | null;
  now?: Date;
  secrets?: string[];
};

function check({
  body = vector.body,
  signature = vector.signature,
  timestamp = vector.timestamp,
  now = then,
  secrets = [vector.secret],
}: Change) {
  const headers = new Headers();
  if (signature !== null) headers.set("x-slack-signature", signature);
  if (timestamp !== null) headers.set("x-slack-request-timestamp", timestamp);
  return isSignedBySlack({ headers, rawBody: body }, secrets, now);
}

const sign = (timestamp: string, secret = vector.secret) =>
  `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${vector.body}`).digest("hex")}`;

describe("a request from Slack", () => {
  test("is the published one", () => expect(check({})).toBe(true));

  test.each([-300, -299, 0, 299, 300])("is taken %d s away", (seconds) => {
    expect(check({ now: shifted(seconds) })).toBe(true);
  });

  test.each([-3_600, -301, 301, 3_600])("is refused %d s away", (seconds) => {
    expect(check({ now: shifted(seconds) })).toBe(false);
  });

  test.each<[string, Change]>([
    ["another secret", { secrets: ["another"] }],
    ["no secret", { secrets: [] }],
    ["another body", { body: `${vector.body}&x=1` }],
    ["the same fields in another order", { body: vector.body.split("&").reverse().join("&") }],
    ["no signature", { signature: null }],
    ["no timestamp", { timestamp: null }],
    ["another version", { signature: vector.signature.replace("v0=", "v1=") }],
    ["no version", { signature: vector.signature.slice(3) }],
    ["an odd length", { signature: vector.signature.slice(0, -1) }],
    ["upper case", { signature: vector.signature.toUpperCase() }],
    ["two signatures", { signature: `${vector.signature}, ${vector.signature}` }],
    ["another second", { timestamp: "1531420619" }],
    ["a timestamp that is no number", { timestamp: "x", signature: sign("x") }],
    ["a negative timestamp", { timestamp: "-1531420618", signature: sign("-1531420618") }],
    ["an endless timestamp", { timestamp: "1e999", signature: sign("1e999") }],
  ])("is not one with %s", (_name, change) => expect(check(change)).toBe(false));

  test("may be signed with either of two secrets while ours is being changed", () => {
    expect(check({ secrets: ["new", vector.secret] })).toBe(true);
    expect(check({ secrets: [vector.secret, "new"] })).toBe(true);
  });
});
