import { posix } from "node:path";

/** A source file: its path from the root of the repository, and its text. */
export type SourceFile = { path: string; text: string };

export type Import = {
  /** `lib/routing/filter` for a file of ours, without extension; else the package as it is written. */
  target: string;
  isOurs: boolean;
  /** Nothing of it is left when the program runs. */
  isTypeOnly: boolean;
  /** What is taken by name, under the other side's names. */
  names: readonly string[];
};

const quotedText = `"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])*'`;
const templateText = "`(?:\\\\.|[^`\\\\])*`";
/** A slash begins a regular expression where a value may begin; its quotes and slashes mean nothing. */
const regularExpression =
  "(?<=[=(,:[!&|?{};]\\s*)\\/(?![*/])(?:\\\\.|\\[(?:\\\\.|[^\\]\\\\\\n])*\\]|[^/\\\\\\n[])+\\/";
const tokens = new RegExp(
  `(${quotedText})|(${templateText}|${regularExpression})|(\\/\\*[\\s\\S]*?\\*\\/|\\/\\/[^\\n]*)`,
  "g",
);

/** The text without comments. Quoted texts stay. */
export function withoutComments(text: string): string {
  return text.replace(tokens, (found, _quoted, _other, comment) => (comment === undefined ? found : " "));
}

/** The text without comments and without what stands in quotes; templates stay, since code may stand in them. */
export function codeAlone(text: string): string {
  return text.replace(tokens, (found, quoted, _other, comment) => {
    if (comment !== undefined) return " ";
    return quoted === undefined ? found : '""';
  });
}

const statement =
  /(?:^|[;\n}])\s*(import|export)\s+(type\s+)?((?:[\w$*]+(?:\s+as\s+\w+)?\s*,?\s*)?(?:\{[^}]*\})?)\s*from\s*["']([^"']+)["']/g;
const bare = /(?:^|[;\n])\s*import\s*["']([^"']+)["']/g;
const dynamic = /\b(?:import|require)\s*\(\s*["'`]([^"'`]+)["'`]\s*[,)]/g;

function resolve(specifier: string, from: string): Pick<Import, "target" | "isOurs"> {
  const isRelative = specifier.startsWith(".");
  if (!isRelative && !specifier.startsWith("@/")) return { target: specifier, isOurs: false };
  const path = isRelative ? posix.join(posix.dirname(from), specifier) : specifier.slice(2);
  return { target: posix.normalize(path).replace(/\.(tsx?|mjs|js)$/, ""), isOurs: true };
}

/** The names in braces, those of types apart. */
function namesIn(clause: string): { values: string[]; types: string[] } {
  const braces = /\{([^}]*)\}/.exec(clause)?.[1] ?? "";
  const parts = braces
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const nameOf = (part: string) => part.replace(/^type\s+/, "").split(/\s+as\s+/)[0] ?? "";
  const isType = (part: string) => /^type\s/.test(part);
  return {
    values: parts.filter((part) => !isType(part)).map(nameOf),
    types: parts.filter(isType).map(nameOf),
  };
}

/** Everything that a file imports or passes on, in whatever way. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const code = withoutComments(text);
  const found: Import[] = [];
  for (const [, , typeWord, clause = "", specifier = ""] of code.matchAll(statement)) {
    const { values, types } = namesIn(clause);
    const hasOther =
      clause
        .replace(/\{[^}]*\}/, "")
        .replace(",", "")
        .trim() !== "";
    const isTypeOnly = typeWord !== undefined || (!hasOther && values.length === 0 && types.length > 0);
    const names = typeWord === undefined ? values : [...values, ...types];
    found.push({ ...resolve(specifier, path), isTypeOnly, names: hasOther ? [...names, "*"] : names });
  }
  for (const pattern of [bare, dynamic]) {
    for (const [, specifier = ""] of code.matchAll(pattern)) {
      found.push({ ...resolve(specifier, path), isTypeOnly: false, names: ["*"] });
    }
  }
  return found;
}
