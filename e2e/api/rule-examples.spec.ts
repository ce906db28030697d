import { token } from "../support/event";
import { makeLanes } from "../support/lanes";
import { mailsTo, mailTo } from "../support/mailbox";
import { know, makeDestination, noonOf, read, takePreset, watchSince } from "../support/rules";
import { expect, test } from "../support/test";

// The four examples of the metering guide (AMB-10…13), from HTTP to the message.

const TOLD_MS = 30_000;

/** Mails say once what they say: nothing more comes after what was sent last has been told. */
const subjectsTo = async (mail: string, address: string) =>
  (await mailsTo(mail, address)).map(({ subject }) => subject);

test("an e-mail for any customer that exceeds 1,000 hours a week, once each (AMB-10)", async ({
  stack,
  api,
}) => {
  const address = `${token()}@example.test`;
  const destinationId = await makeDestination(api, { kind: "email", name: "Usage", recipients: [address] });
  await takePreset(api, "hours_per_week", destinationId);

  await read(api, "hours", "cus_exact", [{ value: 600 }, { value: "400" }]);
  await read(api, "hours", "cus_over", [{ value: 600 }, { value: "400.0001" }]);
  await read(api, "hours", "cus_over", [{ value: 500 }]);
  await read(api, "hours", "cus_next", [{ value: 1_042 }]);

  await expect.poll(() => subjectsTo(stack.mail, address), { timeout: TOLD_MS }).toHaveLength(2);
  const subjects = await subjectsTo(stack.mail, address);
  expect(subjects.filter((subject) => subject.includes("cus_over"))).toHaveLength(1);
  expect(subjects.find((subject) => subject.includes("cus_next"))).toContain("1,042");
  const mail = await mailTo(stack.mail, address);
  expect(mail.text).toContain("Over 1,000 hours a week");
});

test("a Slack message for any customer that used 20 % less week over week (AMB-11)", async ({
  stack,
  slack,
  tenant,
  api,
}) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: `less-${token().slice(1, 7)}`, count: 1 });
  if (!lane) throw new Error("There is no lane.");
  const ruleId = await takePreset(api, "less_week_over_week", lane.destinationId);
  await watchSince(stack, ruleId, 21);

  const [before, last] = [noonOf(3, 2), noonOf(3, 1)];
  for (const [customer, value] of [
    ["cus_less", 80],
    ["cus_nearly", 81],
    ["cus_more", 140],
  ] as const) {
    await read(api, "hours", customer, [
      { value: 100, at: before },
      { value, at: last },
    ]);
  }
  // Who had nothing the week before has not used less.
  await read(api, "hours", "cus_new", [{ value: 5, at: last }]);

  const texts = async () => (await slack.messages(lane.channel)).map(({ text }) => text);
  await expect.poll(texts, { timeout: TOLD_MS }).toHaveLength(1);
  const [text] = await texts();
  expect(text).toContain("cus_less");
  expect(text).toMatch(/[-−]20/);
});

test("the account manager gets an e-mail when usage surpasses the prepaid credits (AMB-12)", async ({
  stack,
  api,
}) => {
  const manager = `${token()}@example.test`;
  const destinationId = await makeDestination(api, {
    kind: "email",
    name: "Account managers",
    recipients: ["owner"],
  });
  await takePreset(api, "prepaid_used_up", destinationId);
  await know(api, "cus_prepaid", {
    name: "Prepaid Ltd",
    owner: { email: manager, name: "Kim" },
    attributes: { prepaidCredits: 100 },
  });
  await read(api, "hours", "cus_prepaid", [{ value: 100 }]);
  await read(api, "hours", "cus_prepaid", [{ value: "0.5" }]);
  await read(api, "hours", "cus_prepaid", [{ value: 3 }]);

  await expect.poll(() => subjectsTo(stack.mail, manager), { timeout: TOLD_MS }).toHaveLength(1);
  const mail = await mailTo(stack.mail, manager);
  expect(mail.subject).toContain("Prepaid Ltd");
  expect(mail.text).toContain("Offer a top-up");
});

test("the head of finance gets an e-mail at 25, 50, 75 and 90 % of the quarter's revenue target (AMB-13)", async ({
  stack,
  api,
}) => {
  const finance = `${token()}@example.test`;
  const destinationId = await makeDestination(api, { kind: "email", name: "Finance", recipients: [finance] });
  await takePreset(api, "revenue_target", destinationId, {
    condition: { kind: "steps", of: { value: 1_000 }, steps: [25, 50, 75, 90] },
  });
  const pay = async (amount: string, id = token()) => {
    const body = {
      id,
      type: "payment.succeeded",
      customer: { id: "cus_payer", name: "Payer" },
      data: { amount: { amount, currency: "USD" } },
    };
    expect((await api.send(body)).status).toBe(202);
    return id;
  };
  const heard = () => subjectsTo(stack.mail, finance);

  await pay("249.99");
  const quarter = await pay("0.01");
  await expect.poll(heard, { timeout: TOLD_MS }).toHaveLength(1);
  expect((await heard())[0]).toContain("25");
  // The same payment again is the same payment.
  await pay("0.01", quarter);
  // Past two steps at once: the higher one is told.
  await pay("510.00");
  await expect.poll(heard, { timeout: TOLD_MS }).toHaveLength(2);
  expect((await heard())[1]).toContain("75");
  await pay("140.00");
  await expect.poll(heard, { timeout: TOLD_MS }).toHaveLength(3);
  expect((await heard())[2]).toContain("90");
  await pay("500.00");
  await read(api, "unrelated", "cus_payer", [{ value: 1 }]);
  expect(await heard()).toHaveLength(3);
});
