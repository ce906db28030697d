import pino from "pino";

const secretNames = [
  "authorization",
  "cookie",
  "token",
  "botToken",
  "accessToken",
  "refreshToken",
  "secret",
  "webhookUrl",
  "password",
];

/** Slack tokens, webhook paths, our API keys and session-like bearer values, wherever they turn up in a text. */
const secretTexts =
  /xox[a-z]-[\w-]+|xoxe[.\w-]+|\/services\/T\w+\/B\w+\/\w+|\bbw_(?:live|test)_\w+|whsec_[\w+/=]+|Bearer\s+[^\s"']+|postgres(?:ql)?:\/\/[^\s"']+/g;

/** The same text with every secret-looking part masked. For error messages from outside before they are stored or logged. */
export function redact(text: string): string {
  return text.replace(secretTexts, "[redacted]");
}

/** One wide line per hop. Ids, reasons, outcomes and durations; never tokens, webhook URLs or message bodies. */
export const log = pino({
  level: process.env.BELLWIRE_LOG_LEVEL ?? (process.env.NODE_ENV === "test" ? "silent" : "info"),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
  serializers: {
    error: (error: unknown) =>
      error instanceof Error
        ? {
            name: error.name,
            message: redact(error.message),
            ...("code" in error ? { code: error.code } : {}),
            stack: redact(error.stack ?? ""),
          }
        : redact(String(error)),
  },
});
