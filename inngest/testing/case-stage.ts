import { createServer } from "node:http";
import { afterAll } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createWebhookDestination } from "@/lib/destinations/commands";
import { listDestinations } from "@/lib/destinations/queries";
import { recordEvents } from "@/lib/events/commands";
import { createRoute } from "@/lib/routing/commands";
import { connect, farSlack, type Person, somebody } from "@/lib/slack/testing/far-slack";
import { demoChannels, demoWebhookPath } from "@/local/slack/demo-world";

/** An engine that takes every wake-up and does nothing: the tests drain the lanes themselves. */
async function deafEngine(): Promise<void> {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end('{"ids":[],"status":200}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  process.env.INNGEST_BASE_URL = `http://127.0.0.1:${port}`;
}

const billing = demoChannels.billingAlerts;

type Options = { takes?: readonly string[]; kind?: "channel" | "webhook" };

/** A database, a simulated Slack, and projects in it whose events are planned and delivered when a test says so. */
export async function caseStage() {
  const { sql } = await testDatabase();
  const slack = await farSlack();
  await deafEngine();
  slack.state.limits.enabled = false;
  const { planBatch } = await import("../functions/fan-out");
  const { drainLanes } = await import("../functions/deliver-lane");

  /** A project of its own with one destination, and the channel emptied. */
  async function open({ takes = ["*"], kind = "channel" }: Options = {}) {
    await sql`delete from slack_installations`;
    slack.state.messages.clear();
    const person: Person = await somebody();
    const { scope } = person.member;
    if (kind === "channel") await connect(person, { channel: billing.id });
    else
      await createWebhookDestination(scope, {
        name: "Hook",
        url: slack.url + demoWebhookPath,
        acceptsSandbox: false,
      });
    const [destination] = await listDestinations(scope);
    if (!destination) throw new Error("there is no destination");
    // What confirms the install is none of these tests' business.
    await sql`delete from notifications where project_id = ${scope.projectId}`;
    slack.state.messages.clear();
    await createRoute(scope, {
      name: "Route",
      eventTypes: [...takes],
      filter: null,
      destinationId: destination.id,
      enabled: true,
    });
    const [{ lane = "" } = {}] = await sql<
      { lane: string }[]
    >`select lane from destinations where id = ${destination.id}`;
    const rest = async () => {
      await sql`update lanes set next_at = null, quiet_until = null`;
      await drainLanes([lane]);
    };
    return {
      scope,
      person,
      destinationId: destination.id,
      lane,
      sql,
      slack,
      /** Stores events and plans them as one batch. @returns their ids. */
      async plan(...events: readonly object[]): Promise<string[]> {
        const { acceptedIds } = await recordEvents(scope, events, { now: new Date(), source: "api" });
        await planBatch(scope, acceptedIds);
        return acceptedIds;
      },
      /** Delivers one after the other all that is due. Time that was to be waited is over. */
      async deliver(): Promise<void> {
        for (let turn = 0; turn < 30; turn++) {
          await sql`update notifications set due_at = now() where project_id = ${scope.projectId} and state = 'pending'`;
          const [left] =
            await sql`select from notifications where project_id = ${scope.projectId} and state = 'pending'`;
          if (!left) return;
          await rest();
        }
        throw new Error("it does not come to an end");
      },
      /** One turn of the lane, as it stands. */
      drain: rest,
      channel: () =>
        slack.state.messages.inChannel(kind === "channel" ? billing.id : demoChannels.opsAlerts.id),
    };
  }
  return { sql, slack, open };
}

export type CaseStage = Awaited<ReturnType<Awaited<ReturnType<typeof caseStage>>["open"]>>;
