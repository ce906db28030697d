import { describe, expect, it } from "vitest";
import { sign, signedHeaders } from "@/local/slack/signals/signature";
import { createWorld } from "@/local/slack/world/world";

const vector = {
  secret: "8f742231b10e8888abcd99yyyzzz85a5",
  timestamp: "1531420618",
  signature: "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  body: [
    "token=xyzz0WbapA4vBCDEFasx0q6G",
    "team_id=T1DC2JH3J",
    "team_domain=testteamnow",
    "channel_id=G8PSS9T3V",
    "channel_name=foobar",
    "user_id=U2CERLKJA",
    "user_name=roadrunner",
    "command=%2Fwebhook-collect",
    "text=",
    "response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN",
    "trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
  ].join("&"),
};

describe("the request signature", () => {
  it("is the published one for the published request", () => {
    expect(sign(vector.secret, vector.timestamp, vector.body)).toBe(vector.signature);
  });

  it("changes with the secret, with the time, and with the order of the same fields", () => {
    const reordered = vector.body.split("&").reverse().join("&");
    expect(sign("another", vector.timestamp, vector.body)).not.toBe(vector.signature);
    expect(sign(vector.secret, "1531420619", vector.body)).not.toBe(vector.signature);
    expect(sign(vector.secret, vector.timestamp, reordered)).not.toBe(vector.signature);
  });

  it("carries the simulator's own time", () => {
    const world = createWorld(() => 1_531_420_618_900);
    expect(signedHeaders(world, vector.secret, vector.body)).toEqual({
      "x-slack-request-timestamp": vector.timestamp,
      "x-slack-signature": vector.signature,
    });
  });
});
