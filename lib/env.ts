import { z } from "zod";
import { reaches } from "./webhooks/endpoint";

const url = z.url();
const origin = z.url().transform((value) => new URL(value).origin);
const withTrailingSlash = z.url().transform((value) => (value.endsWith("/") ? value : `${value}/`));

const schema = z
  .object({
    NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must be a postgres:// URL"),
    NEXTAUTH_URL: origin,
    NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters (openssl rand -base64 32)"),
    BELLWIRE_ENCRYPTION_KEYS: z
      .string()
      .regex(
        /^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/,
        "must be id:base64-of-32-bytes, newest first",
      ),
    BELLWIRE_LOCAL_SIGN_IN: z.string().min(32).optional(),
    BELLWIRE_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
    BELLWIRE_KEY_LIMIT: z
      .string()
      .regex(/^[1-9]\d{0,5}\/[1-9]\d{0,6}$/, "must be requests-a-second/burst, such as 100/500")
      .default("100/500")
      .transform((text) => {
        const [perSecond = 100, burst = 500] = text.split("/").map(Number);
        return { perSecond, burst };
      }),
    BELLWIRE_PRIVATE_WEBHOOKS: z.enum(reaches).default("public"),
    BELLWIRE_WEBHOOK_PORTS: z
      .string()
      .regex(/^\d{1,5}(,\d{1,5})*$/, "must be ports joined by commas, such as 443,8443")
      .default("443,8443")
      .transform((text) => text.split(",").map(Number)),
    INNGEST_EVENT_KEY: z.string().min(1).optional(),
    INNGEST_SIGNING_KEY: z.string().min(1).optional(),
    INNGEST_BASE_URL: url.optional(),
    SLACK_API_URL: withTrailingSlash.default("https://slack.com/api/"),
    SLACK_AUTHORIZE_URL: url.default("https://slack.com/oauth/v2/authorize"),
    SLACK_HOOKS_ORIGIN: origin.default("https://hooks.slack.com"),
    SLACK_CLIENT_ID: z.string().min(1).optional(),
    SLACK_CLIENT_SECRET: z.string().min(1).optional(),
    SLACK_SIGNING_SECRET: z.string().min(1).optional(),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, "must be an smtp:// or smtps:// URL")
      .optional(),
    EMAIL_FROM: z.string().min(3).default("Bellwire <notifications@bellwire.invalid>"),
    GOOGLE_CLIENT_ID: z.string().min(1).optional(),
    GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
    GITHUB_CLIENT_ID: z.string().min(1).optional(),
    GITHUB_CLIENT_SECRET: z.string().min(1).optional(),
    SLACK_OPENID_CLIENT_ID: z.string().min(1).optional(),
    SLACK_OPENID_CLIENT_SECRET: z.string().min(1).optional(),
  })
  .superRefine((value, context) => {
    const isLoopback = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(value.NEXTAUTH_URL);
    if (value.BELLWIRE_LOCAL_SIGN_IN !== undefined && !isLoopback) {
      context.addIssue({
        code: "custom",
        path: ["BELLWIRE_LOCAL_SIGN_IN"],
        message:
          "signs anybody in who has it, so it is only accepted when NEXTAUTH_URL is a loopback address",
      });
    }
  });

export type Env = z.infer<typeof schema>;

/**
 * Reads the environment. Empty variables count as absent.
 * @throws Error naming every variable that is missing or wrong, and how to mend it; never a value.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path.join(".");
    return `  ${name}: ${given[name] === undefined ? "is missing" : issue.message}`;
  });
  throw new Error(`The environment is not complete. See .env.example.\n${lines.join("\n")}`);
}

let parsed: Env | undefined;

/** The environment of this process, parsed on first use so that building needs none of it. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** The public origin if there is one, for modules that are loaded while building, when no environment is needed. */
export function publicOrigin(): string | undefined {
  return process.env.NEXTAUTH_URL || undefined;
}
