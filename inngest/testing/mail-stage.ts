import { createServer } from "node:http";
import { afterAll } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { createEmailDestination } from "@/lib/destinations/mail/commands";
import { startMailServer } from "@/lib/email/testing/mail-server";
import { startSpoiledWire } from "@/lib/email/testing/spoiled-wire";
import { recordEvents } from "@/lib/events/commands";
import { createRoute } from "@/lib/routing/commands";

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
  process.env.INNGEST_BASE_URL = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

type Options = { recipients?: string[]; toOwner?: boolean; name?: string };

/** A database, a real mail server behind a wire that can be spoiled, and projects whose events are planned and delivered when a test says so. */
export async function mailStage() {
  const { sql } = await testDatabase();
  const server = await startMailServer();
  const wire = await startSpoiledWire(server.port);
  process.env.SMTP_URL = `smtp://127.0.0.1:${wire.port}`;
  process.env.EMAIL_FROM = "Bellwire <notifications@bellwire.test>";
  await deafEngine();
  afterAll(async () => {
    await wire.stop();
    await server.stop();
  });
  const { planBatch } = await import("../functions/fan-out");
  const { drainLanes } = await import("../functions/deliver-lane");

  /** A project of its own with one mail destination that every event goes to, and an empty inbox. */
  async function open({ recipients = ["kim@acme.test"], toOwner = false, name = "Mailbox" }: Options = {}) {
    server.reset();
    wire.spoilNext(null);
    const { scope } = await createProject();
    const { id } = await createEmailDestination(scope, { name, recipients: { recipients, toOwner } });
    await createRoute(scope, {
      name: "Route",
      eventTypes: ["*"],
      filter: null,
      destinationId: id,
      enabled: true,
      ownerRouting: "none",
      mentionGroupId: null,
    });
    const lanes = async () => {
      const rows = await sql<{ lane: string }[]>`
        select distinct lane from notifications where project_id = ${scope.projectId} and state in ('pending', 'sending')`;
      return rows.map(({ lane }) => lane);
    };
    /** One turn of each lane, as if all that was to be waited for were over. */
    const drain = async () => {
      await sql`update lanes set next_at = null, quiet_until = null`;
      await sql`update notifications set due_at = now() where project_id = ${scope.projectId} and state = 'pending'`;
      await drainLanes(await lanes());
    };
    return {
      scope,
      destinationId: id,
      sql,
      server,
      wire,
      drain,
      drainLanes,
      /** Stores events and plans them as one batch. @returns their ids. */
      async plan(...events: readonly object[]): Promise<string[]> {
        const { acceptedIds } = await recordEvents(scope, events, { now: new Date(), source: "api" });
        await planBatch(scope, acceptedIds);
        return acceptedIds;
      },
      async deliver(): Promise<void> {
        for (let turn = 0; turn < 30 && (await lanes()).length > 0; turn++) await drain();
        if ((await lanes()).length > 0) throw new Error("it does not come to an end");
      },
      notifications: () =>
        sql<
          {
            id: string;
            kind: string;
            state: string;
            lane: string;
            reason: { code: string };
            progress: unknown;
            receipt: unknown;
            possiblyDuplicated: boolean;
            attempts: number;
          }[]
        >`
          select id, kind, state, lane, reason, progress, receipt, possibly_duplicated as "possiblyDuplicated", attempts
          from notifications where project_id = ${scope.projectId} order by sequence`,
    };
  }
  return { sql, server, wire, open };
}
