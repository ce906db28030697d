import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { describe, expect, test } from "vitest";
import { newSigningSecret, signatureHeaders } from "./sign";

const at = new Date();
const body = '{"type":"invoice.overdue","data":{"name":"Zoë & <b>Söhne</b> 🚀"}}';
const signed = (secrets: readonly string[], over: { id?: string; body?: string; at?: Date } = {}) =>
  signatureHeaders({ id: "ntf_1", body, secrets, at, ...over });

describe("a signature", () => {
  test("is that of the published vector", () => {
    const headers = signatureHeaders({
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      body: '{"test": 2432232314}',
      secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
      at: new Date(1_614_265_330_000),
    });
    expect(headers).toEqual({
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });

  test.each([
    ["standardwebhooks", (secret: string) => new StandardWebhook(secret)],
    ["svix", (secret: string) => new SvixWebhook(secret)],
  ])("is taken by %s as it stands, and no other is", (_, open) => {
    const [secret, other] = [newSigningSecret(), newSigningSecret()];
    const receiver = open(secret);
    expect(() => receiver.verify(body, signed([secret]))).not.toThrow();
    const mutations: [string, Record<string, string>][] = [
      [`${body} `, signed([secret])],
      [body, signed([other])],
      [body, { ...signed([secret]), "webhook-id": "ntf_2" }],
      [body, { ...signed([secret]), "webhook-timestamp": String(Math.floor(at.getTime() / 1_000) + 1) }],
      [body, { ...signed([secret]), "webhook-signature": "" }],
      [body, { ...signed([secret]), "webhook-signature": "v1," }],
      [
        body,
        {
          ...signed([secret]),
          "webhook-signature": (signed([secret])["webhook-signature"] ?? "").replace("v1,", "v2,"),
        },
      ],
      [body, signed([secret], { at: new Date(at.getTime() - 6 * 60_000) })],
      [body, signed([secret], { at: new Date(at.getTime() + 6 * 60_000) })],
      [body, signed([])],
    ];
    for (const [text, headers] of mutations) expect(() => receiver.verify(text, headers)).toThrow();
  });

  test("is there for the old and the new secret while one replaces the other", () => {
    const [fresh, old] = [newSigningSecret(), newSigningSecret()];
    const headers = signed([fresh, old]);
    for (const secret of [fresh, old]) {
      expect(new StandardWebhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
      expect(() => new SvixWebhook(secret).verify(body, headers)).not.toThrow();
    }
    expect(headers["webhook-signature"]?.split(" ")).toHaveLength(2);
  });

  test("is made with 32 random bytes", () => {
    const secret = newSigningSecret();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(newSigningSecret()).not.toBe(secret);
  });
});
