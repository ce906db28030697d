import { existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";

/** Makes the folder of the parts' logs. Those of the last start are kept beside the new ones, as `.1`. */
export function prepareLogs(dataDir: string): string {
  const directory = join(dataDir, "logs");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(directory).filter((file) => file.endsWith(".log"))) {
    const file = join(directory, name);
    if (existsSync(file)) renameSync(file, `${file}.1`);
  }
  return directory;
}
