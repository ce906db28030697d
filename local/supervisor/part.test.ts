import { describe, expect, it } from "vitest";
import { backoff, type Exit, keepAlive, type Launch, type Process } from "./part";

const killed: Exit = { code: null, signal: "SIGKILL" };
const failed: Exit = { code: 1, signal: null };

/** A part whose processes live and die by the test's hand, on a clock that the test turns. */
function stage(outcomes: ("ready" | "broken")[] = []) {
  const born: { process: Process; end(exit: Exit): void }[] = [];
  const said: string[] = [];
  const pauses: number[] = [];
  let time = 0;
  const launch: Launch = async (announce) => {
    const { promise, resolve } = Promise.withResolvers<Exit>();
    const pid = 100 + born.length;
    const end = (exit: Exit) => resolve(exit);
    const stop = async () => end({ code: 0, signal: null });
    const process = { pid, exited: promise, stop, kill: () => end(killed) };
    born.push({ process, end });
    announce(process);
    if (outcomes[born.length - 1] === "broken") throw new Error("no luck");
    return process;
  };
  const part = keepAlive({
    name: "web",
    launch,
    say: (line) => said.push(line),
    changed: () => undefined,
    now: () => time,
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
  const die = (exit: Exit, after: number) => {
    time += after;
    born.at(-1)?.end(exit);
  };
  return { part, born, said, pauses, die };
}

const untilBorn = (born: unknown[], count: number) => expect.poll(() => born.length).toBe(count);

describe("keepAlive", () => {
  it("starts a killed part again at once, however often that happens", async () => {
    const { part, born, pauses, said, die } = stage();
    await part.ready;
    for (let death = 1; death <= 20; death++) {
      die(killed, 10);
      await untilBorn(born, death + 1);
    }
    expect(part.pid()).toBe(120);
    expect(new Set(pauses)).toEqual(new Set([0]));
    expect(said[0]).toBe("web ended (SIGKILL); starting it again");
    await part.stop();
  });

  it("waits longer and longer for one that keeps ending by itself, and forgets that when one lives", async () => {
    const { part, born, pauses, die } = stage();
    await part.ready;
    for (const [count, life] of [10, 10, 10, 60_000, 10].entries()) {
      die(failed, life);
      await untilBorn(born, count + 2);
    }
    expect(pauses).toEqual([0, 250, 500, 0, 0]);
    await part.stop();
  });

  it("tries again when a restart fails, and says why", async () => {
    const { part, born, pauses, said, die } = stage(["ready", "broken", "broken", "ready"]);
    await part.ready;
    die(killed, 10);
    await untilBorn(born, 4);
    await expect.poll(() => part.pid()).toBe(103);
    expect(pauses).toEqual([0, 0, 250]);
    expect(said).toContain("web does not start: no luck");
    await part.stop();
  });

  it("hands on the first failure instead of trying again", async () => {
    const { part, born } = stage(["broken"]);
    await expect(part.ready).rejects.toThrow("no luck");
    await part.stop();
    expect(born).toHaveLength(1);
  });

  it("does not start a stopped part again", async () => {
    const { part, born } = stage();
    await part.ready;
    await part.stop();
    expect(born).toHaveLength(1);
    expect(part.pid()).toBe(0);
  });
});

describe("backoff", () => {
  it("grows from nothing to eight seconds", () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 20].map(backoff)).toEqual([0, 0, 250, 500, 1000, 2000, 4000, 8000, 8000]);
  });
});
