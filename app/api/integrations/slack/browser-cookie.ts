import { usesHttps } from "@/lib/auth/session-cookie";
import { stateLifeSeconds } from "@/lib/installations/states/commands";

/** The cookie that tells this browser from every other one while Slack is being connected. */
export function browserCookie() {
  return {
    name: "bw_slack_install",
    options: {
      httpOnly: true,
      // Slack sends people back from its own site, which `strict` would take the cookie from.
      sameSite: "lax",
      secure: usesHttps(),
      path: "/api/integrations/slack",
      maxAge: stateLifeSeconds,
    },
  } as const;
}

const ours = /^[A-Za-z0-9_-]{43}$/;

/** A value that we gave out, or undefined for anything else. */
export function asBrowser(value: string | undefined): string | undefined {
  return value !== undefined && ours.test(value) ? value : undefined;
}
