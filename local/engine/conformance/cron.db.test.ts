import { expect, test } from "vitest";
import { eventually } from "../testing/eventually";
import { startHarness } from "../testing/harness";

const MINUTE = 60_000;

test.skipIf(process.env.INNGEST_BASE_URL)(
  "a cron fires once per tick, whatever the number of engines",
  async () => {
    const ticks: string[] = [];
    // A clock that is half a minute from the next tick when the test begins, and jumps a minute when it is told to.
    let offset = MINUTE / 2 - (Date.now() % MINUTE);
    const now = () => Date.now() + offset;
    const harness = await startHarness(
      (client) => [
        client.createFunction({ id: "tick", retries: 0, triggers: [{ cron: "* * * * *" }] }, ({ event }) => {
          ticks.push(JSON.stringify(event.data));
        }),
        client.createFunction(
          { id: "paris", retries: 0, triggers: [{ cron: "TZ=Europe/Paris 0 0 1 1 *" }] },
          () => {
            ticks.push("new year");
          },
        ),
      ],
      { now },
    );
    const other = await harness.anotherEngine();
    for (let count = 1; count <= 5; count += 1) {
      offset += MINUTE;
      harness.engine?.kick();
      other.kick();
      await eventually(() => expect(ticks).toHaveLength(count));
    }
    expect(new Set(ticks).size).toBe(5);
    expect(ticks[0]).toContain('"cron":"* * * * *"');
  },
);
