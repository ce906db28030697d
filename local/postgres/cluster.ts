import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { prepareBinaries } from "./binaries";
import { assertCanBecome, chooseIdentity, type Identity, runningAsRoot } from "./identity";
import { canEnter, OWNER_NOTE, stagingBase, sweepAbandoned } from "./staging";

const MAJOR_VERSION = "18";

/** A database cluster on disk that can be started. `directory` is the real path of its files. */
export type Cluster = {
  directory: string;
  postgres: string;
  identity: Identity | undefined;
  password: string;
};

/**
 * The cluster kept below `dataDir`, created on first use. `dataDir` gets `password` (mode 0600) and
 * `cluster`: the files themselves, or a link to them when the Postgres account cannot reach `dataDir`.
 * @param options.durable false skips the flush to disk after creating (for throw-away databases)
 * @throws Error with advice when the files belong to somebody else or to another version.
 */
export async function openCluster(dataDir: string, options: { durable: boolean }): Promise<Cluster> {
  mkdirSync(dataDir, { recursive: true });
  const link = join(dataDir, "cluster");
  if (existsSync(join(link, "PG_VERSION")) && isOurs(link)) return reopen(dataDir, realpathSync(link));
  const identity = chooseIdentity();
  const binaries = prepareBinaries(identity);
  const password = readPassword(dataDir) ?? makePassword(dataDir);
  const home = placeFor(identity, dataDir);
  await initialise({ ...binaries, home, identity, password, durable: options.durable });
  if (home !== realpathSync(dataDir)) linkTo(join(home, "cluster"), link);
  return { directory: join(home, "cluster"), postgres: binaries.postgres, identity, password };
}

function reopen(dataDir: string, directory: string): Cluster {
  const { uid, gid } = statSync(directory);
  if (!runningAsRoot() && uid !== process.getuid?.()) {
    throw new Error(
      `The database in ${directory} belongs to user ${uid}. Start as that user, or take another data folder.`,
    );
  }
  // Files made by an ordinary user stay that user's, also when root starts the server once.
  const identity = runningAsRoot() ? { uid, gid } : undefined;
  if (identity) assertCanBecome(identity);
  const version = readFileSync(join(directory, "PG_VERSION"), "utf8").trim();
  if (version !== MAJOR_VERSION) {
    throw new Error(
      `The database in ${directory} was made by Postgres ${version}; this is Postgres ${MAJOR_VERSION}.`,
    );
  }
  if (!canEnter(identity, directory)) {
    throw new Error(
      `User ${uid}, who owns the database in ${directory}, cannot reach it: a folder above it is closed.`,
    );
  }
  const password = readPassword(dataDir);
  if (!password) throw new Error(`The password of the database is gone: ${join(dataDir, "password")}.`);
  return { directory, postgres: prepareBinaries(identity).postgres, identity, password };
}

// A copied data folder brings a link to the database of the folder that it was copied from: hands off that.
function isOurs(link: string): boolean {
  const target = realpathSync(link);
  const note = join(dirname(target), OWNER_NOTE);
  if (!lstatSync(link).isSymbolicLink() || !existsSync(note)) return true;
  const owner = readFileSync(note, "utf8").trim();
  const own = realpathSync(dirname(link));
  if (owner === own) return true;
  const otherLink = join(owner, "cluster");
  if (existsSync(otherLink) && realpathSync(otherLink) === target) return false;
  writeFileSync(note, `${own}\n`);
  return true;
}

function placeFor(identity: Identity | undefined, dataDir: string): string {
  const own = realpathSync(dataDir);
  if (!identity || canEnter(identity, own)) return own;
  const base = stagingBase(identity);
  sweepAbandoned(base);
  const staged = join(base, "data", randomBytes(8).toString("hex"));
  mkdirSync(staged, { recursive: true });
  for (const folder of [dirname(staged), staged]) chmodSync(folder, 0o755);
  writeFileSync(join(staged, OWNER_NOTE), `${own}\n`);
  return staged;
}

function linkTo(directory: string, link: string): void {
  rmSync(link, { recursive: true, force: true });
  symlinkSync(directory, link);
  const note = `The Postgres account cannot reach this folder, so the database is in ${directory}\n`;
  writeFileSync(join(dirname(link), "where-the-database-is.txt"), note);
}

type Initialise = {
  initdb: string;
  home: string;
  identity: Identity | undefined;
  password: string;
  durable: boolean;
};

// Under another name first: a creation that is killed half way must not look like a database.
async function initialise({ initdb, home, identity, password, durable }: Initialise): Promise<void> {
  const unfinished = join(home, "cluster.unfinished");
  const passwordFile = join(home, "initdb-password");
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (identity) for (const path of [unfinished, passwordFile]) chownSync(path, identity.uid, identity.gid);
    const flags = [
      "--username=postgres",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--no-instructions",
    ];
    // Order by code point as the C locale does, but with upper and lower case of all of Unicode.
    flags.push("--locale-provider=builtin", "--builtin-locale=C.UTF-8");
    if (!durable) flags.push("--no-sync");
    await runInitdb(initdb, [`--pgdata=${unfinished}`, `--pwfile=${passwordFile}`, ...flags], identity);
    rmSync(join(home, "cluster"), { recursive: true, force: true });
    renameSync(unfinished, join(home, "cluster"));
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function runInitdb(initdb: string, args: string[], identity: Identity | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(initdb, args, { ...identity, cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The database could not be created (initdb, exit ${code}):\n${output.trim()}`));
    });
  });
}

function readPassword(dataDir: string): string | undefined {
  const file = join(dataDir, "password");
  return existsSync(file) ? readFileSync(file, "utf8").trim() || undefined : undefined;
}

function makePassword(dataDir: string): string {
  const password = randomBytes(24).toString("hex");
  writeFileSync(join(dataDir, "password"), `${password}\n`, { mode: 0o600 });
  return password;
}
