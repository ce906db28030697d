import { readFileSync } from "node:fs";
import { type Reply, reply } from "@/local/slack/http/reply";

const css = "text/css; charset=utf-8";
const script = "text/javascript; charset=utf-8";

/** The styles and scripts of the pages. They are read when they are asked for, so that a change shows at once. */
const assets = new Map<string, readonly [contentType: string, file: URL]>([
  ["palette.css", [css, new URL("./assets/palette.css", import.meta.url)]],
  ["window.css", [css, new URL("./assets/window.css", import.meta.url)]],
  ["message.css", [css, new URL("./assets/message.css", import.meta.url)]],
  ["blocks.css", [css, new URL("./assets/blocks.css", import.meta.url)]],
  ["consent.css", [css, new URL("./assets/consent.css", import.meta.url)]],
  ["window.js", [script, new URL("./assets/window.js", import.meta.url)]],
  ["times.js", [script, new URL("./assets/times.js", import.meta.url)]],
  ["clicks.js", [script, new URL("./assets/clicks.js", import.meta.url)]],
  ["modal.css", [css, new URL("./assets/modal.css", import.meta.url)]],
  ["toast.js", [script, new URL("./assets/toast.js", import.meta.url)]],
  ["modal.js", [script, new URL("./assets/modal.js", import.meta.url)]],
  ["consent.js", [script, new URL("./assets/consent.js", import.meta.url)]],
]);

/** One of the page's files. */
export function serveAsset(name: string): Reply {
  const asset = assets.get(name);
  if (asset === undefined) return reply(404, "text/plain", "not found");
  const [contentType, file] = asset;
  return reply(200, contentType, readFileSync(file, "utf8"), { "cache-control": "no-cache" });
}
