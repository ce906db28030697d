import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const fixture = "bench/fixtures/bare-next";

/** Builds the bare Next app once. @throws Error with what the compiler said */
export async function buildBareNext(): Promise<void> {
  if (existsSync(join(root, fixture, ".next", "BUILD_ID"))) return;
  console.log("  … building the bare Next app to compare with");
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build", fixture], {
    cwd: root,
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
