import { z } from "zod";
import { custom } from "../support/event";
import { makeLanes } from "../support/lanes";
import { expect, mentions, test } from "../support/test";

const notificationSchema = z.object({
  id: z.string(),
  state: z.string(),
  possiblyDuplicated: z.boolean(),
  attempts: z.array(
    z.object({
      number: z.int(),
      outcome: z.string(),
      code: z.string().nullable(),
      startedAt: z.coerce.date(),
      ambiguous: z.boolean(),
      retryAfterSeconds: z.number().nullable(),
    }),
  ),
});

type Expected = {
  fault: Record<string, unknown>;
  state: "sent" | "held";
  /** How many messages stand in Slack in the end. */
  messages: number;
  attempts: number;
  possiblyDuplicated: boolean;
  /** Milliseconds that must lie between the first two tries. */
  pause?: number;
};

// What Slack has certainly not taken is sent again as a matter of course; what it may have taken is sent again and
// marked; what a broken destination cannot take is held.
const cases = {
  "asks for two seconds": {
    fault: { kind: "429", retryAfter: 2 },
    ...{ state: "sent", messages: 1, attempts: 2, possiblyDuplicated: false, pause: 2000 },
  },
  "answers 503": {
    fault: { kind: "status:503" },
    ...{ state: "sent", messages: 1, attempts: 2, possiblyDuplicated: true },
  },
  "answers a page instead of JSON": {
    fault: { kind: "html" },
    ...{ state: "sent", messages: 1, attempts: 2, possiblyDuplicated: true },
  },
  "takes the message and then answers 500": {
    fault: { kind: "post_then_fail:500" },
    ...{ state: "sent", messages: 2, attempts: 2, possiblyDuplicated: true },
  },
  "takes the message and cuts its answer": {
    fault: { kind: "cut_body" },
    ...{ state: "sent", messages: 2, attempts: 2, possiblyDuplicated: true },
  },
  "never answers": {
    fault: { kind: "hang_before_headers" },
    ...{ state: "sent", messages: 1, attempts: 2, possiblyDuplicated: true, pause: 10_000 },
  },
  "does not take the layout": {
    fault: { kind: "error:invalid_blocks" },
    ...{ state: "sent", messages: 1, attempts: 1, possiblyDuplicated: false },
  },
  "says that the channel is archived": {
    fault: { kind: "error:is_archived" },
    ...{ state: "held", messages: 0, attempts: 1, possiblyDuplicated: false },
  },
} as const satisfies Record<string, Expected>;

// All at once, each in a channel of its own: what happens in one lane must not touch the others.
test("whatever Slack does ends in the right state", async ({ stack, tenant, api, slack }) => {
  test.setTimeout(120_000);
  const entries: [string, Expected][] = Object.entries(cases);
  const lanes = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: entries.length });
  const runs = entries.flatMap(([what, expected], index) => {
    const lane = lanes[index];
    return lane ? [{ what, expected, lane, event: custom(lane.eventType) }] : [];
  });
  await slack.fault(
    runs.map(({ expected, lane }) => ({ times: 1, ...expected.fault, match: { channel: lane.channel } })),
  );
  await api.send({ events: runs.map(({ event }) => event) });

  await Promise.all(
    runs.map(async ({ what, expected, lane, event }) => {
      const look = async () => {
        const listed = await api.get(`/api/v1/notifications?type=${lane.eventType}`);
        const id = /ntf_\w+/.exec(listed.text)?.[0];
        return id === undefined
          ? undefined
          : notificationSchema.parse((await api.get(`/api/v1/notifications/${id}`)).body);
      };
      await expect
        .poll(async () => (await look())?.state, { message: what, timeout: 60_000 })
        .toBe(expected.state);
      const notification = await look();
      const standing = (await slack.messages(lane.channel)).filter((message) => mentions(message, event.id));
      expect
        .soft(
          {
            what,
            messages: standing.length,
            attempts: notification?.attempts.length,
            possiblyDuplicated: notification?.possiblyDuplicated,
          },
          what,
        )
        .toEqual({
          what,
          messages: expected.messages,
          attempts: expected.attempts,
          possiblyDuplicated: expected.possiblyDuplicated,
        });
      const [first, second] = notification?.attempts ?? [];
      const pause = (second?.startedAt.getTime() ?? 0) - (first?.startedAt.getTime() ?? 0);
      expect.soft(pause, `${what}: pause`).toBeGreaterThanOrEqual(expected.pause ?? (second ? 0 : pause));
    }),
  );
  expect(await slack.faultsLeft()).toBe(0);
});
