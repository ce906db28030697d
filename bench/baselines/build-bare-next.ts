import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The program of Next, and the folder of the bare app, in which it must be started so that it reads nothing of ours. */
export const bareNext = {
  program: fileURLToPath(new URL("../../node_modules/next/dist/bin/next", import.meta.url)),
  folder: fileURLToPath(new URL("../fixtures/bare-next", import.meta.url)),
};

/** Builds the bare Next app once. @throws Error with what the compiler said */
export async function buildBareNext(): Promise<void> {
  if (existsSync(join(bareNext.folder, ".next", "BUILD_ID"))) return;
  console.log("  … building the bare Next app to compare with");
  const child = spawn(process.execPath, [bareNext.program, "build"], {
    cwd: bareNext.folder,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The bare Next app does not build:\n${said}`);
}
