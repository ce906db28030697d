import { describe, expect, test } from "vitest";
import { isSecretKey, mask, maskCutJson, maskSecrets } from "./secrets";

test.each([
  "token",
  "accessToken",
  "access_token",
  "Authorization",
  "API-KEY",
  "apiKey",
  "apikey",
  "client_secret",
  "card",
  "cardNumber",
  "account_number",
  "password",
  "x-signature",
  "IBAN",
])("%s names a secret", (key) => {
  expect(isSecretKey(key)).toBe(true);
});

test.each(["amount", "tokens_used", "discarded", "keyResult", "wildcard", "shipping", "accountName"])(
  "%s does not",
  (key) => {
    expect(isSecretKey(key)).toBe(false);
  },
);

describe("masking", () => {
  test("takes the value of a secret key, whatever it is, and leaves its neighbours", () => {
    const body = {
      data: { token: "abc", card: { last4: "4242", cvc: 123 }, amount: 12, list: [{ password: 1 }] },
    };
    expect(maskSecrets(body)).toEqual({
      data: { token: mask, card: mask, amount: 12, list: [{ password: mask }] },
    });
  });

  test.each([
    ["Bearer abcdefgh12345", mask],
    ["sent with sk_live_51abcDEF then", `sent with ${mask} then`],
    ["4242 4242 4242 4242", mask],
    ["4242424242424241", "4242424242424241"],
    ["https://hooks.slack.com/services/T0/B0/xyz", `https://hooks.slack.com${mask}`],
    ["invoice 1042", "invoice 1042"],
  ])("%j under any key is kept as %j", (text, kept) => {
    expect(maskSecrets({ note: text })).toEqual({ note: kept });
  });

  test("a card number that is a number is masked, an instant in milliseconds is not", () => {
    expect(maskSecrets([4242424242424242, 12, 1_772_366_400_002])).toEqual([mask, 12, 1_772_366_400_002]);
  });

  test("a body of any depth can be walked", () => {
    const deep = JSON.parse(`${"[".repeat(5_000)}${"]".repeat(5_000)}`);
    expect(JSON.stringify(maskSecrets(deep))).toContain("…");
  });

  test("a body that was cut off is masked as far as it goes", () => {
    expect(maskCutJson('{"data":{"token":"abc","amount":1,"cvc":123,"secret":"cut o')).toBe(
      `{"data":{"token":"${mask}","amount":1,"cvc":"${mask}","secret":"${mask}"`,
    );
  });
});
