import { createHash } from "node:crypto";
import NextAuth, { type AuthOptions } from "next-auth";
import EmailProvider from "next-auth/providers/email";
import { z } from "zod";
import { randomToken } from "@/lib/crypto";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { adapter } from "./adapter";
import { parseEmailAddress } from "./email-address";
import { outsideProviders } from "./providers";
import { returnPath } from "./return-path";
import { usesHttps } from "./session-cookie";
import { absoluteLife } from "./session-policy";
import { admitsLink, linkLife, mailLink } from "./sign-in-link";

const pages = { signIn: "/sign-in", verifyRequest: "/sign-in/check-email", error: "/sign-in/error" };

function normalizeAddress(text: string): string {
  const address = parseEmailAddress(text);
  if (address === undefined)
    throw new AppError("invalid", "Enter one e-mail address, such as kim@example.com.");
  return address;
}

function providers(): AuthOptions["providers"] {
  const { SMTP_URL, EMAIL_FROM } = env();
  if (SMTP_URL === undefined) return outsideProviders();
  const email = EmailProvider({
    server: SMTP_URL,
    from: EMAIL_FROM,
    maxAge: linkLife,
    normalizeIdentifier: normalizeAddress,
    generateVerificationToken: () => randomToken(),
    sendVerificationRequest: ({ identifier, url }) => mailLink(identifier, url),
  });
  return [email, ...outsideProviders()];
}

const claims = z.looseObject({ email: z.string().nullish(), email_verified: z.boolean().optional() });

/**
 * An outside identity is let in with an address its provider has verified (GitHub's is checked in providers.ts):
 * invitations are bound to addresses, so an unverified one would open somebody else's.
 */
function hasVerifiedAddress(provider: string, profile: unknown): boolean {
  const { data } = claims.safeParse(profile);
  if (!data?.email || parseEmailAddress(data.email) === undefined) return false;
  return provider === "github" || data.email_verified === true;
}

function callbacks(client: string): NonNullable<AuthOptions["callbacks"]> {
  return {
    async signIn({ user, account, profile, email }) {
      if (email?.verificationRequest) {
        const admitted = await admitsLink(user.email ?? "", client, new Date());
        return admitted || pages.verifyRequest;
      }
      if (account?.type !== "oauth") return true;
      return hasVerifiedAddress(account.provider, profile) || `${pages.error}?error=EmailNotVerified`;
    },
    redirect: ({ url, baseUrl }) => `${baseUrl}${returnPath(url, baseUrl)}`,
  };
}

/** What the person at the other end can cause at will: worth counting, not worth waking anybody. */
const outsideFaults = new Set(["OAUTH_CALLBACK_ERROR", "INVALID_CALLBACK_URL_ERROR"]);

const logger: NonNullable<AuthOptions["logger"]> = {
  error(code, metadata) {
    const error = metadata instanceof Error ? metadata : metadata.error;
    if (error instanceof AppError || outsideFaults.has(code)) {
      const level = error instanceof AppError && error.kind === "unavailable" ? "warn" : "debug";
      log[level]({ code, reason: error.message }, "sign-in refused");
    } else {
      log.error({ code, error }, "sign-in failed");
    }
  },
  warn: (code) => log.debug({ code }, "next-auth"),
  debug: () => {},
};

/** Built when it is asked for: building the app needs no environment. @param client see client-address.ts. */
function authOptions(client: string): AuthOptions {
  return {
    adapter,
    providers: providers(),
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: usesHttps(),
    session: {
      strategy: "database",
      maxAge: absoluteLife / 1_000,
      generateSessionToken: () => randomToken(),
    },
    pages,
    callbacks: callbacks(client),
    logger,
    events: {
      signIn: ({ user, account }) => log.info({ userId: user.id, provider: account?.provider }, "signed in"),
    },
  };
}

type Context = { params: Promise<{ nextauth: string[] }> };

/** Everything under /api/auth that next-auth answers. */
export function answerAuth(
  request: Parameters<typeof NextAuth>[0],
  context: Context,
  client: string,
): Promise<Response> {
  return NextAuth(request, context, authOptions(client));
}

/** A CSRF token and the cookie that vouches for it, as next-auth makes them. */
export function makeCsrf(): { token: string; cookie: { name: string; value: string } } {
  const token = randomToken();
  const seal = createHash("sha256").update(`${token}${env().NEXTAUTH_SECRET}`).digest("hex");
  return {
    token,
    cookie: { name: `${usesHttps() ? "__Host-" : ""}next-auth.csrf-token`, value: `${token}|${seal}` },
  };
}
