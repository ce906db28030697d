import { afterAll, expect, test } from "vitest";
import { type CaseStage, caseStage } from "./testing/case-stage";
import { standing } from "./testing/channel-view";
import { digestOf, failedPayment } from "./testing/digest-stage";
import { type Killable, startKillable } from "./testing/killable";

const { open, sql } = await caseStage();
const { tellRounds } = await import("./functions/tell-rounds");

const hourMs = 3_600_000;

/** A process takes a second or more to start: 60 of them when asked for, else as many as make every place of death seen. */
const kills = Number(process.env.KILLS ?? 15);

/** The instants at which a process is killed: as soon as others can see that it has got there. */
const places = ["begun", "planned", "claimed", "posted", "recorded"] as const;
type PlaceOfDeath = (typeof places)[number];

/** Says in the database itself when a process has got somewhere, at the commit of it. */
async function watch(): Promise<void> {
  await sql.unsafe(`
    create function tell_place() returns trigger language plpgsql as $$ begin
      perform pg_notify('place', tg_argv[0]); return null; end $$;
    create trigger begun after insert on rounds for each row execute function tell_place('begun');
    create trigger planned after insert on notifications for each row when (new.kind = 'digest') execute function tell_place('planned');
    create trigger claimed after update on notifications for each row when (new.kind = 'digest' and new.state = 'sending') execute function tell_place('claimed');
    create trigger recorded after update on notifications for each row when (new.kind = 'digest' and new.state = 'sent') execute function tell_place('recorded');`);
}

type Target = { place: PlaceOfDeath; victim: Killable } | null;

/** Kills the process that is marked for it as soon as it gets there. */
async function executioner({ slack }: CaseStage) {
  const marked: { target: Target } = { target: null };
  const reached = (place: string) => {
    if (marked.target?.place === place) marked.target.victim.kill();
  };
  const listening = await sql.listen("place", reached);
  afterAll(() => listening.unlisten());
  // Slack has it, and its answer is not on its way yet.
  slack.state.messages.listen((change) => {
    if (change.kind === "posted") reached("posted");
  });
  return marked;
}

/**
 * Time that a dead process's lease and lock would have taken, and then what any other process does; until all of it has its end,
 * for what the dead one had asked of the database may still come about.
 */
async function recover(stage: CaseStage, now: Date): Promise<void> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    await sql`update notifications set lease_until = now() - interval '1 second' where state = 'sending'`;
    await sql`update lanes set busy_until = null, next_at = null`;
    await tellRounds(now);
    await stage.deliver();
    await stage.drain();
    await tellRounds(now);
    const [left] =
      await sql`select from notifications where project_id = ${stage.scope.projectId} and state <> 'sent' limit 1`;
    if (!left) return;
  }
}

type Told = { id: string; doubled: boolean; state: string; members: number };

test(`${kills} kills, before the send, after it and before the record: nothing is lost, nothing is in two digests, none is told twice unmarked`, async () => {
  const stage = await open();
  const { projectId } = stage.scope;
  const { dueAt } = await digestOf(stage, { cadence: { every: "hour", minute: 0 } });
  await watch();
  const marked = await executioner(stage);
  const deaths: Record<string, number> = {};
  let next = startKillable();
  let doubled = 0;
  let before = 0;

  for (let round = 0; round < kills; round++) {
    const place = places[round % places.length] ?? "begun";
    const now = new Date(dueAt.getTime() + round * hourMs + 1_000);
    await stage.plan(failedPayment(), failedPayment(), failedPayment());
    await sql`update notifications set created_at = ${new Date(now.getTime() - 60_000)} where project_id = ${projectId} and state = 'held'`;
    await sql`update lanes set next_at = null`;
    const victim = await next;
    next = startKillable();
    marked.target = { place, victim };
    const end = await victim.run({ now, lane: stage.lane });
    marked.target = null;
    if (end === "killed") deaths[place] = (deaths[place] ?? 0) + 1;
    else victim.kill();
    await recover(stage, now);

    const told = await sql<Told[]>`
      select n.id, n.possibly_duplicated as doubled, n.state,
             (select count(*)::int from notifications m where m.project_id = n.project_id and m.folded_into = n.id and m.state = 'sent') as members
      from notifications n where n.project_id = ${projectId} and n.kind = 'digest' order by n.id desc`;
    expect(told).toHaveLength(round + 1);
    expect(told[0]).toMatchObject({ state: "sent", members: 3 });
    const posted = standing(stage).length - before;
    before += posted;
    // Once; twice only where it is marked that Slack may have it twice.
    expect(posted).toBeGreaterThanOrEqual(1);
    expect(posted).toBeLessThanOrEqual(told[0]?.doubled ? 2 : 1);
    if (posted === 2) doubled++;
  }
  (await next).kill();

  const [left] =
    await sql`select count(*)::int as count from notifications where project_id = ${projectId} and state <> 'sent'`;
  expect(left).toEqual({ count: 0 });
  const [events] = await sql`
    select count(*)::int as count, count(distinct event_id)::int as events, count(folded_into)::int as told from notifications
    where project_id = ${projectId} and kind = 'event'`;
  expect(events).toEqual({ count: 3 * kills, events: 3 * kills, told: 3 * kills });
  // A test in which nobody died, or nobody after the send, would prove nothing.
  const died = Object.values(deaths).reduce((sum, count) => sum + count, 0);
  expect(died, JSON.stringify(deaths)).toBeGreaterThanOrEqual(0.8 * kills);
  expect(deaths.posted, JSON.stringify(deaths)).toBeGreaterThanOrEqual(kills / 6);
  expect(doubled).toBeLessThanOrEqual((deaths.posted ?? 0) + (deaths.claimed ?? 0));
}, 600_000);
