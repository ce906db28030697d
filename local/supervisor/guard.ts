import { spawn } from "node:child_process";

/** What a guard has to end should we vanish. */
export type Charges = { postgres?: number; others: number[] };

/** A small process that outlives us. `watch` tells it what to end, `release` that nothing is left to do. */
export type Guard = { watch(charges: Charges): void; release(): void };

// Both read until our end of the pipe is closed, which the kernel does however we die. The last line counts:
// the database server's process first (0: none), then the others.
const END_ALL = `
db=0; others=
while read -r first rest; do db=$first; others=$rest; done
[ -n "$others" ] && kill -TERM $others
[ "$db" = 0 ] || kill -INT "$db"
[ -n "$others" ] || exit 0
sleep 8
kill -KILL $others
`;

const END_AND_REMOVE = `
db=0
while read -r first rest; do db=$first; done
[ "$db" = 0 ] && exit 0
kill -QUIT "$db"
for turn in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$db" || break; sleep 0.3; done
rm -rf -- "$1"
`;

/** Ends what we started when we are killed without a chance to do so (kill -9, a lost terminal). */
export function startGuard(): Guard {
  return spawnGuard(END_ALL, []);
}

/** Ends a throw-away database server, and removes its folder, when we are killed. */
export function guardThrowAway(pid: number, directory: string): Guard {
  const guard = spawnGuard(END_AND_REMOVE, [directory]);
  guard.watch({ postgres: pid, others: [] });
  return guard;
}

function spawnGuard(script: string, args: string[]): Guard {
  const child = spawn("/bin/sh", ["-c", script, "bellwire-guard", ...args], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.unref();
  // A guard that is gone cannot be told anything: the next start cleans up in its place.
  child.on("error", () => undefined);
  child.stdin.on("error", () => undefined);
  if ("unref" in child.stdin && typeof child.stdin.unref === "function") child.stdin.unref();
  const watch = ({ postgres, others }: Charges) => {
    child.stdin.write(`${[postgres ?? 0, ...others].join(" ")}\n`);
  };
  return {
    watch,
    release: () => {
      watch({ others: [] });
      child.stdin.end();
    },
  };
}
