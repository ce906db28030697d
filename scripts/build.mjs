import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Advice, root, run, tail, withProgress } from "./run.mjs";
import { appEnv, appNode, packageFile } from "./runtime.mjs";

const stamp = join(root, ".next", ".bellwire-build");
const folders = ["app", "components", "db", "inngest", "lib", "public"];
const rootFile = /^(package(-lock)?\.json|tsconfig\.json|[\w.-]+\.(ts|tsx|mjs|css))$/;
const noPartOfTheApp = /(\.test\.tsx?|\.md)$|^(vitest|playwright|drizzle|knip)\.config\.|^next-env\.d\.ts$/;

/** Builds the console, unless what is built was built from these sources. @throws {Advice} with the compiler's words */
export async function build() {
  const wanted = fingerprint();
  if (isBuilt(wanted)) return;
  await withProgress("Building the console (next build)", async () => {
    const env = appEnv({ NODE_ENV: "production" });
    const result = await run(appNode(), [packageFile("next", "dist", "bin", "next"), "build"], { env });
    if (!result.ok) throw new Advice(`next build failed:\n${tail(result.output, 60)}`);
  });
  // Next itself touches tsconfig.json now and then, so the sources are read again.
  writeFileSync(stamp, fingerprint());
}

function isBuilt(wanted) {
  const finished = existsSync(join(root, ".next", "BUILD_ID")) && existsSync(stamp);
  return finished && readFileSync(stamp, "utf8") === wanted;
}

// Contents rather than times: a copied or freshly checked-out folder has new times and old contents.
function fingerprint() {
  const hash = createHash("sha256");
  for (const file of sources())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

function sources() {
  const top = readdirSync(root).filter((name) => rootFile.test(name));
  const below = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1)),
    );
  return [...top, ...below].filter((file) => !noPartOfTheApp.test(file)).sort();
}
