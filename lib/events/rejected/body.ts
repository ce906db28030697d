import { maskCutJson, maskSecrets } from "./secrets";

/** One line of a body as it is shown. */
export type BodyLine = {
  text: string;
  /** Whether the reason for the refusal points here. */
  isMarked: boolean;
};

export type ShownBody = {
  lines: BodyLine[];
  /** False when what the pointer names is not there: a field that is missing, or the part that was cut off. */
  isPointed: boolean;
  /** The body was longer than what is kept. */
  isCut: boolean;
};

type Written = { text: string; pointer: string };

const step = (pointer: string, key: string) =>
  `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** A JSON value as indented lines, each with the RFC 6901 pointer of what stands on it. */
function write(value: unknown, pointer: string, indent: string, before: string, after: string): Written[] {
  if (typeof value !== "object" || value === null)
    return [{ text: `${indent}${before}${JSON.stringify(value)}${after}`, pointer }];
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return [{ text: `${indent}${before}${open}${close}${after}`, pointer }];
  const inner = entries.flatMap(([key, item], position) =>
    write(
      item,
      step(pointer, key),
      `${indent}  `,
      isList ? "" : `${JSON.stringify(key)}: `,
      position < entries.length - 1 ? "," : "",
    ),
  );
  return [
    { text: `${indent}${before}${open}`, pointer },
    ...inner,
    { text: `${indent}${close}${after}`, pointer },
  ];
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}

/**
 * A refused body to look at: indented, without secrets, the place that the pointer names marked. A pointer to the whole
 * body, or to what is not there, marks nothing.
 */
export function showBody(text: string, pointer: string): ShownBody {
  const parsed = parse(text);
  if (!parsed.ok) {
    const lines = maskCutJson(text)
      .split("\n")
      .map((line) => ({ text: line, isMarked: false }));
    return { lines, isPointed: false, isCut: true };
  }
  const isWithin = (inner: string) =>
    pointer !== "" && (inner === pointer || inner.startsWith(`${pointer}/`));
  const lines = write(maskSecrets(parsed.value), "", "", "", "").map((line) => ({
    text: line.text,
    isMarked: isWithin(line.pointer),
  }));
  return { lines, isPointed: lines.some(({ isMarked }) => isMarked), isCut: false };
}
