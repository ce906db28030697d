import { spawnSync } from "node:child_process";

/** The operating-system account that Postgres runs as, when it is not the one we run as. */
export type Identity = { uid: number; gid: number };

const ACCOUNT = "postgres";

/** True when we run as root, whom Postgres refuses to serve. */
export function runningAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The ids of an existing account, or undefined when there is none.
 * `id` is asked rather than /etc/passwd, because accounts may come from elsewhere (LDAP, macOS).
 */
export function findAccount(name: string): Identity | undefined {
  const ask = (flag: string) => {
    const answer = spawnSync("id", [flag, name], { encoding: "utf8" });
    return answer.status === 0 ? Number.parseInt(answer.stdout, 10) : Number.NaN;
  };
  const uid = ask("-u");
  const gid = ask("-g");
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined;
}

/**
 * Creates a system account without a home or a login, with whichever tool the system has.
 * @throws Error saying what to do instead when there is no such tool, or when it fails.
 */
export function createAccount(name: string): Identity {
  const attempts: [string, string[]][] = [
    ["useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", name]],
    ["adduser", ["-S", "-D", "-H", "-s", "/bin/false", name]],
  ];
  const problems: string[] = [];
  for (const [tool, args] of attempts) {
    const run = spawnSync(tool, args, { encoding: "utf8" });
    const found = findAccount(name);
    if (found) return found;
    problems.push(run.error ? `${tool}: not installed` : `${tool}: ${run.stderr.trim()}`);
  }
  throw new Error(
    `Postgres does not run as root, and the account "${name}" could not be created (${problems.join("; ")}). ` +
      `Create it by hand, or run this as an ordinary user.`,
  );
}

/**
 * Who shall run Postgres: undefined means "as ourselves". For root it is the account `postgres`,
 * which is created when it is missing.
 * @throws Error when root may not become that account (a container without that right).
 */
export function chooseIdentity(): Identity | undefined {
  if (!runningAsRoot()) return undefined;
  const identity = findAccount(ACCOUNT) ?? createAccount(ACCOUNT);
  assertCanBecome(identity);
  return identity;
}

/** @throws Error when this process may not start others as `identity`. */
export function assertCanBecome(identity: Identity): void {
  const run = spawnSync("/bin/sh", ["-c", "exit 0"], { ...identity, cwd: "/" });
  if (run.status === 0) return;
  throw new Error(
    `Postgres does not run as root, and this root may not switch to user ${identity.uid} ` +
      `(${run.error?.message ?? `exit ${run.status}`}). Run this as an ordinary user.`,
  );
}

/**
 * Whether `identity` passes a shell test, such as `test -w "$1"`, on a path. The kernel is asked
 * instead of mode bits, because access lists, mounts and name spaces have a say as well.
 */
export function canDo(identity: Identity | undefined, shellTest: string, path: string): boolean {
  const run = spawnSync("/bin/sh", ["-c", shellTest, "sh", path], { ...identity, cwd: "/", stdio: "ignore" });
  return run.status === 0;
}
