import type { RedactionRule } from "@/lib/redaction/schema";

/** One rule a line, as people type them: `mask customer.email`. A line that begins with neither is masked. */
export function rulesOf(text: string): { path: string; mode: string }[] {
  return text
    .split(/[\n,]+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [, mode = "mask", path = ""] = /^(?:(mask|hide)\s+)?(.*)$/i.exec(line) ?? [];
      return { path: path.trim(), mode: mode.toLowerCase() };
    });
}

/** Rules as text, a line each. */
export function textOf(rules: readonly RedactionRule[]): string {
  return rules.map(({ path, mode }) => `${mode} ${path}`).join("\n");
}

/** The text with a preset's rules in it; what it says of the same fields gives way. */
export function withPreset(text: string, preset: readonly RedactionRule[]): string {
  const paths = new Set(preset.map(({ path }) => path));
  const kept = text
    .split("\n")
    .filter((line) => line.trim() && !rulesOf(line).some(({ path }) => paths.has(path)));
  return [...kept, textOf(preset)].join("\n");
}
