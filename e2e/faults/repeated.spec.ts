import { custom } from "../support/event";
import { makeLanes } from "../support/lanes";
import { withDatabase } from "../support/tenant";
import { expect, mentions, test } from "../support/test";

test("the same event a hundred times at once is one event, one notification, one message", async ({
  stack,
  tenant,
  api,
  slack,
}) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: 1 });
  const event = custom(lane?.eventType ?? "");
  const answers = await Promise.all(Array.from({ length: 100 }, () => api.send(event)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));

  const found = async () =>
    (await slack.messages(lane?.channel)).filter((message) => mentions(message, event.id));
  await expect.poll(async () => (await found()).length).toBe(1);
  // One more event behind it in the same lane: when that stands, a second message of the first would stand too.
  const last = custom(lane?.eventType ?? "");
  await api.send(last);
  await expect
    .poll(async () => (await slack.messages(lane?.channel)).some((one) => mentions(one, last.id)))
    .toBe(true);
  expect(await found()).toHaveLength(1);

  const [counts] = await withDatabase(
    stack.databaseUrl,
    (sql) => sql`
      select (select count(*)::int from events e where e.project_id = ${tenant.projectId}
                and e.external_id = ${event.id}) as events,
             (select count(*)::int from notifications n join events e on e.project_id = n.project_id and e.id = n.event_id
              where n.project_id = ${tenant.projectId} and e.external_id = ${event.id}) as notifications`,
  );
  expect(counts).toEqual({ events: 1, notifications: 1 });
});
