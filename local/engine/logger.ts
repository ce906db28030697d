/** Where the engine writes what an operator should know. Never given a payload, a key or a token. */
export type Logger = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
};

/** One JSON line per record on the given stream. */
export function lineLogger(write: (line: string) => void): Logger {
  const record = (level: string) => (fields: Record<string, unknown>, message: string) =>
    write(`${JSON.stringify({ level, at: new Date().toISOString(), message, ...fields })}\n`);
  return { info: record("info"), warn: record("warn") };
}

/** Says nothing. */
export const SILENT: Logger = { info: () => undefined, warn: () => undefined };

/** The text of whatever was thrown. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? ` [${String(error.code)}]` : "";
  return `${error.message || error.name}${code}`;
}
