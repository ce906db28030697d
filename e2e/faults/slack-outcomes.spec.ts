import { demoScopes } from "@/local/slack/demo-world";
import { countMarks } from "../support/reconcile";
import { expect, test } from "../support/test";
import { answerRows } from "./outcomes/answer-rows";
import { type Found, ledgerOf } from "./outcomes/ledger";
import { makePlaces, type Place } from "./outcomes/place";
import type { End } from "./outcomes/row";
import { webApiRows } from "./outcomes/web-api-rows";
import { webhookRows } from "./outcomes/webhook-rows";

const COPIES = 4;

const timesOf = (fault: Record<string, unknown>) => (typeof fault.times === "number" ? fault.times : 1);
const byMark = (one: { mark: string }, other: { mark: string }) => (one.mark < other.mark ? -1 : 1);

/** What is expected of the message behind the one that met the fault. */
function endOfNext(state: End["state"]): End {
  const isSent = state === "sent";
  return { state, tries: isSent ? 1 : 0, code: null, twice: false, standing: isSent ? 1 : 0 };
}

const eventsOf = ({ eventType, marks }: Place) => marks.map((id) => ({ id, type: eventType, data: { id } }));

const line = ({ state, tries, code, twice, standing }: End) =>
  `${state} after ${tries} tries, ${code ?? "no error"}${twice ? ", perhaps twice" : ""}, ${standing} in Slack`;

/** Row by row, where its copies differ from the table: empty when all is as it must be. */
function differences(
  places: readonly Place[],
  found: readonly Found[],
  counts: Map<string, number>,
): string[] {
  const byDestination = Map.groupBy([...found].sort(byMark), (one) => one.destinationId);
  return places.flatMap(({ row, destinationId }) => {
    const wanted = [row.end, ...(row.next === null ? [] : [endOfNext(row.next)])].map(line).sort();
    const ends = byDestination.get(destinationId) ?? [];
    const got = ends.map((end) => line({ ...end, standing: counts.get(end.mark) ?? 0 })).sort();
    const asked = Math.max(0, ...ends.map((end) => end.asked ?? 0));
    const isAsWanted = got.join("\n") === wanted.join("\n") && asked === (row.asked ?? 0);
    return isAsWanted
      ? []
      : [`${row.what}: wanted ${wanted.join(" | ")}; got ${got.join(" | ")} (asked ${asked})`];
  });
}

test("over a thousand ways in which Slack can answer end as its documentation says", async ({
  stack,
  tenant,
  api,
  slack,
}, info) => {
  test.setTimeout(300_000);
  await slack.limits({ teamPerMinute: 100_000, tiers: { special: 100_000 } });
  await slack.grant([...demoScopes.filter((scope) => scope !== "chat:write.public"), "channels:join"]);
  const places = await makePlaces(stack, tenant, [...webApiRows, ...answerRows, ...webhookRows], COPIES);
  const faults = places.flatMap((place) => place.faults);
  const injected = faults.reduce((sum, fault) => sum + timesOf(fault), 0);
  expect(injected).toBeGreaterThanOrEqual(1000);
  await slack.fault(faults);

  const post = async (events: unknown[]) => {
    for (let from = 0; from < events.length; from += 500) {
      expect((await api.send({ events: events.slice(from, from + 500) })).status).toBe(202);
    }
  };
  const lasting = places.filter(({ row }) => row.hoursPass !== undefined);
  const passing = places.filter(({ row }) => row.hoursPass === undefined);
  await post([...passing.flatMap(eventsOf), ...lasting.flatMap((place) => eventsOf(place).slice(0, 1))]);
  const ledger = ledgerOf({ databaseUrl: stack.databaseUrl, tenant });
  await ledger.passHours(
    lasting,
    (passed) => post(passed.flatMap((place) => eventsOf(place).slice(1))),
    120_000,
  );
  const left = await ledger.settled(100_000);

  const counts = countMarks(await slack.messages());
  const states = await ledger.byState();
  info.annotations.push({
    type: "ledger",
    description: JSON.stringify({
      rows: webApiRows.length + answerRows.length + webhookRows.length,
      injected,
      ...states,
    }),
  });
  expect.soft(left, "nothing is left to do").toEqual([]);
  expect.soft(differences(places, await ledger.found(), counts)).toEqual([]);
  expect(await slack.faultsLeft()).toBe(0);
  expect(Object.keys(states).sort()).toEqual(["failed", "held", "sent", "suppressed"]);
  expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(places.flatMap(eventsOf).length);
  expect(await ledger.overtakings(), "no lane overtakes its pace").toEqual([]);
  expect(Object.entries((await ledger.contradictions()) ?? {}).filter(([, count]) => count !== 0)).toEqual(
    [],
  );
  const dead = places.flatMap(({ installationId }) => installationId ?? []);
  expect(dead.length).toBeGreaterThan(0);
  expect(await ledger.leftBehind(dead)).toBe(dead.length);
  await slack.grant(demoScopes);
});
