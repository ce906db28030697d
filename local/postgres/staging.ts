import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canDo, type Identity } from "./identity";

const SYSTEM_BASE = "/var/lib/bellwire";

/** Whether `identity` can walk down to `directory` and look into it. */
export function canEnter(identity: Identity | undefined, directory: string): boolean {
  return canDo(identity, 'cd -- "$1" && test -x . && test -r .', directory);
}

/**
 * A folder of ours that `identity` can reach, for what cannot stay below the clone because a folder on
 * the way down is closed to that account (a clone in /root, or in what `mktemp -d` makes).
 * @throws Error when no place on the machine will do.
 */
export function stagingBase(identity: Identity): string {
  for (const candidate of [() => systemBase(), () => freshBase(tmpdir()), () => freshBase("/tmp")]) {
    const base = candidate();
    if (base && canEnter(identity, base)) return base;
  }
  throw new Error(
    `Postgres runs as user ${identity.uid}, who can reach neither the clone, nor ${SYSTEM_BASE}, nor ${tmpdir()}. ` +
      `Run this as an ordinary user, or below a folder that everybody may enter.`,
  );
}

/** The note beside a staged database that names the folder it stands in for. */
export const OWNER_NOTE = "belongs-to";

/**
 * Removes the staged databases of temporary folders that are gone, and on which no server runs. Those of other
 * folders stay, whatever has become of these: a disk that is not mounted looks like one that was removed.
 */
export function sweepAbandoned(base: string): void {
  const all = join(base, "data");
  const temporary = [tmpdir(), "/tmp", "/var/tmp"].map((folder) => `${folder}/`);
  for (const name of existsSync(all) ? readdirSync(all) : []) {
    const staged = join(all, name);
    const note = join(staged, OWNER_NOTE);
    if (!existsSync(note) || existsSync(join(staged, "cluster", "postmaster.pid"))) continue;
    const owner = readFileSync(note, "utf8").trim();
    if (existsSync(owner) || !temporary.some((folder) => owner.startsWith(folder))) continue;
    rmSync(staged, { recursive: true, force: true });
  }
}

function systemBase(): string | undefined {
  try {
    mkdirSync(SYSTEM_BASE, { recursive: true });
    const found = lstatSync(SYSTEM_BASE);
    if (!found.isDirectory() || found.uid !== process.getuid?.()) return undefined;
    chmodSync(SYSTEM_BASE, 0o755);
    return SYSTEM_BASE;
  } catch {
    return undefined;
  }
}

// A random name: in a folder that everybody may write to, a guessable one could be laid out in advance.
function freshBase(parent: string): string | undefined {
  if (!existsSync(parent)) return undefined;
  try {
    const base = mkdtempSync(join(parent, "bellwire-"));
    chmodSync(base, 0o755);
    return base;
  } catch {
    return undefined;
  }
}

/**
 * A new empty folder for a database that is thrown away, in a temporary place that `identity` can reach.
 * The caller removes it.
 */
export function temporaryDirectory(identity: Identity | undefined): string {
  for (const parent of [tmpdir(), "/tmp", "/var/tmp"]) {
    const directory = freshBase(parent);
    if (!directory) continue;
    if (canEnter(identity, directory)) return directory;
    rmSync(directory, { recursive: true, force: true });
  }
  throw new Error(
    `No temporary folder that the Postgres account can reach (looked in ${tmpdir()}, /tmp, /var/tmp).`,
  );
}
