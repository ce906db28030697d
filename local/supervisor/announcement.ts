import { relative } from "node:path";
import type { Demo } from "./demo";
import type { Settings } from "./environment";
import { bold, dim } from "./screen";

/** Where everything is and how to get in: what the ready file holds, without the pids. */
export type Announcement = ReturnType<typeof announcementOf>;

/** The ready file's document (see the API reference, "On one machine"). */
export function announcementOf({ addresses, databaseUrl, secrets }: Settings, demo: Demo) {
  return {
    web: addresses.web,
    slack: addresses.slack,
    mail: addresses.mail,
    databaseUrl,
    signInUrl: `${addresses.web}/api/auth/local?token=${secrets.localSignIn}`,
    email: demo.email,
    organization: demo.organization,
    project: demo.project,
    apiKey: demo.apiKey,
  };
}

/** The same for people. `sample` is an event to try. */
export function announcementText(announcement: Announcement, dataDir: string, sample: unknown): string {
  const { web, slack, mail, signInUrl, email, apiKey } = announcement;
  const row = (label: string, value: string, note = "") =>
    `  ${label.padEnd(14)}${bold(value)} ${dim(note)}`.trimEnd();
  const folder = relative(process.cwd(), dataDir) || ".";
  return [
    "",
    row("Console", web),
    row("Sign in", signInUrl, `as ${email}`),
    row("Slack", slack, "simulated: channels and messages"),
    row("Mail", mail, "what would have been e-mailed"),
    row("API key", apiKey),
    "",
    "  Send an event, and watch it arrive in #billing-alerts:",
    "",
    `curl -sS ${web}/api/v1/events -H 'Authorization: Bearer ${apiKey}' \\`,
    `  -H 'Content-Type: application/json' -d '${JSON.stringify(sample).replaceAll("'", "'\\''")}'`,
    "",
    dim(`  Ctrl-C stops everything. The data stays in ${folder}, the logs are in ${folder}/logs.`),
    "",
  ].join("\n");
}

/** An event to try. It has no id, so that each time it is sent it is a new one. */
export const tryOutEvent = {
  type: "invoice.generated",
  customer: { id: "cus_acme", name: "Acme" },
  data: { number: "INV-1042", amountDue: { amount: "1299.00", currency: "USD" }, dueOn: "2026-12-01" },
};
