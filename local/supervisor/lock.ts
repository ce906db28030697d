import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OptionError } from "./options";
import { beginningOf } from "./process-identity";

/**
 * Claims a data folder for this process, so that two starts never run on the same data.
 * @returns gives it back
 * @throws OptionError naming the process that has it
 */
export function lockDataFolder(directory: string): () => void {
  const file = join(directory, "up.lock");
  for (;;) {
    try {
      writeFileSync(file, `${process.pid} ${beginningOf(process.pid)}\n`, { flag: "wx", mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const holder = livingHolder(file);
    if (holder) {
      throw new OptionError(
        `Bellwire already runs on the data in ${directory} (process ${holder}). Stop it, or start with another --data-dir.`,
      );
    }
    rmSync(file, { force: true });
  }
}

function livingHolder(file: string): number | undefined {
  try {
    const [pid = "", beginning] = readFileSync(file, "utf8").trim().split(" ");
    const number = Number.parseInt(pid, 10);
    return beginningOf(number) === beginning ? number : undefined;
  } catch {
    return undefined;
  }
}
