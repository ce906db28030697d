import GitHubProvider, { type GithubProfile } from "next-auth/providers/github";
import GoogleProvider, { type GoogleProfile } from "next-auth/providers/google";
import type { OAuthConfig } from "next-auth/providers/oauth";
import SlackProvider, { type SlackProfile } from "next-auth/providers/slack";
import { z } from "zod";
import { env } from "@/lib/env";

type OutsideProvider = OAuthConfig<GoogleProfile> | OAuthConfig<GithubProfile> | OAuthConfig<SlackProfile>;

const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** GitHub's profile shows a public address; only its list of addresses says which one is verified. */
async function verifiedGithubEmail(accessToken: string): Promise<string | null> {
  const response = await fetch("https://api.github.com/user/emails", {
    headers: { authorization: `Bearer ${accessToken}`, accept: "application/vnd.github+json" },
    signal: AbortSignal.timeout(10_000),
  });
  const emails = response.ok ? githubEmails.safeParse(await response.json()).data : undefined;
  return emails?.find(({ primary, verified }) => primary && verified)?.email ?? null;
}

function github(clientId: string, clientSecret: string): OAuthConfig<GithubProfile> {
  return GitHubProvider({
    clientId,
    clientSecret,
    userinfo: {
      url: "https://api.github.com/user",
      async request({ client, tokens }) {
        const accessToken = tokens.access_token ?? "";
        const profile = await client.userinfo<GithubProfile>(accessToken);
        return { ...profile, email: (await verifiedGithubEmail(accessToken)) ?? undefined };
      },
    },
  });
}

/** The outside identity providers that the environment configures; usually none on one machine. */
export function outsideProviders(): OutsideProvider[] {
  const given = env();
  const providers: OutsideProvider[] = [];
  if (given.GOOGLE_CLIENT_ID && given.GOOGLE_CLIENT_SECRET) {
    providers.push(
      GoogleProvider<GoogleProfile>({
        clientId: given.GOOGLE_CLIENT_ID,
        clientSecret: given.GOOGLE_CLIENT_SECRET,
      }),
    );
  }
  if (given.GITHUB_CLIENT_ID && given.GITHUB_CLIENT_SECRET) {
    providers.push(github(given.GITHUB_CLIENT_ID, given.GITHUB_CLIENT_SECRET));
  }
  if (given.SLACK_OPENID_CLIENT_ID && given.SLACK_OPENID_CLIENT_SECRET) {
    providers.push(
      SlackProvider<SlackProfile>({
        clientId: given.SLACK_OPENID_CLIENT_ID,
        clientSecret: given.SLACK_OPENID_CLIENT_SECRET,
      }),
    );
  }
  return providers;
}

/** How people can sign in here: what the sign-in page offers. */
export function signInMethods(): { email: boolean; outside: { id: string; name: string }[] } {
  return {
    email: env().SMTP_URL !== undefined,
    outside: outsideProviders().map(({ id, name }) => ({ id, name })),
  };
}
