import knownKeys from "@/local/slack/testing/known-keys.json" with { type: "json" };
import { isJsonObject } from "@/local/slack/world/json";

/** Objects whose insides are checked elsewhere, or that differ from message to message. */
const leaves = new Set([
  "blocks",
  "attachments",
  "icons",
  "metadata",
  "properties",
  "view",
  "state",
  "placeholder",
]);

/**
 * The keys of `body` that Slack's own samples of `sample` do not have, as dotted paths. The samples' key lists
 * are those of the Java SDK, whose samples are made from real traffic.
 */
export function unknownKeys(sample: string, body: unknown): string[] {
  const table: Readonly<Record<string, Readonly<Record<string, string>>>> = knownKeys;
  const known = table[sample];
  if (known === undefined) throw new Error(`there is no sample ${sample}`);
  const unknown: string[] = [];
  walk(body, "", (path, key) => {
    if (known[path]?.split(" ").includes(key) !== true) unknown.push(path === "" ? key : `${path}.${key}`);
  });
  return [...new Set(unknown)];
}

function walk(value: unknown, path: string, look: (path: string, key: string) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, `${path}[]`, look);
  if (!isJsonObject(value)) return;
  for (const [key, one] of Object.entries(value)) {
    look(path, key);
    if (!leaves.has(key)) walk(one, path === "" ? key : `${path}.${key}`, look);
  }
}
