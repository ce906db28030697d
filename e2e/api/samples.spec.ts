import { expect, test } from "../support/test";
import { sampleMessages } from "./sample-messages";

// Paced to one a second, so the last stands some ten seconds after the first.
const PACED_MS = 45_000;

test("the nine sample messages stand in #billing-alerts as the guide shows them", async ({ slack }) => {
  const attachments = async () =>
    (await slack.messages("billing-alerts")).flatMap(({ attachments: own }) => own ?? []);
  for (const [name, expected] of Object.entries(sampleMessages)) {
    const same = async () => (await attachments()).filter(({ fallback }) => fallback === expected.fallback);
    await expect.poll(async () => (await same()).length, { message: name, timeout: PACED_MS }).toBe(1);
    const [standing] = await same();
    const { fallback, color, fields, ts } = standing ?? {};
    expect.soft({ fallback, color, fields, ts }, name).toEqual(expected);
  }
});

test("they came in the order in which they were sent, a second apart", async ({ slack }) => {
  const wanted = new Set<unknown>(Object.values(sampleMessages).map(({ fallback }) => fallback));
  const standing = async () =>
    (await slack.messages("billing-alerts")).filter(({ attachments }) =>
      wanted.has(attachments?.[0]?.fallback),
    );
  await expect.poll(async () => (await standing()).length, { timeout: PACED_MS }).toBe(wanted.size);
  const messages = await standing();
  expect(messages.map(({ attachments }) => attachments?.[0]?.fallback)).toEqual([...wanted]);
  const gaps = messages
    .slice(1)
    .map(({ receivedAt }, index) => receivedAt - (messages[index]?.receivedAt ?? 0));
  // A little less than a second is the clock's and the loopback's doing.
  expect(Math.min(...gaps)).toBeGreaterThan(950);
});
