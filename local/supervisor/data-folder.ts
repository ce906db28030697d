import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { z } from "zod";

/** A small JSON document in the data folder. */
export type Document<T> = { read(): T | undefined; write(value: T): void; remove(): void };

/** Makes the data folder if it is missing. Other accounts may pass through it (Postgres'), not look into it. */
export function makeDataFolder(directory: string): void {
  if (existsSync(directory)) return;
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o711);
}

/**
 * A JSON document in a file that only its owner may read. What does not fit `schema` counts as absent.
 */
export function privateDocument<T>(directory: string, name: string, schema: z.ZodType<T>): Document<T> {
  const file = join(directory, name);
  return {
    read() {
      if (!existsSync(file)) return undefined;
      try {
        return schema.parse(JSON.parse(readFileSync(file, "utf8")));
      } catch {
        return undefined;
      }
    },
    write: (value) => writeAtomically(file, value),
    remove: () => rmSync(file, { force: true }),
  };
}

/** Writes JSON so that whoever reads the file at any moment sees a whole document, the old one or the new. */
export function writeAtomically(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(partial, file);
}
