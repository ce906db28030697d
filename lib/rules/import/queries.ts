import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { blindIndex } from "@/lib/crypto";
import { emailConfig } from "@/lib/destinations/email-config";
import { webhookConfig } from "@/lib/destinations/webhook-config";
import { openSecret } from "@/lib/webhooks/endpoint-row";
import type { WantedDestination } from "./destinations";

type Row = {
  id: string;
  name: string;
  kind: string;
  config: unknown;
  secret: string | null;
  secretIndex: string | null;
};

/** The project's destinations, as far as a file may want one of them again. */
export type KnownDestinations = {
  names: Set<string>;
  find: (wanted: WantedDestination) => string | undefined;
};

function isSameMail(row: Row, recipients: readonly string[]): boolean {
  const config = emailConfig.safeParse(row.config);
  if (row.kind !== "email" || !config.success || config.data.toOwner) return false;
  return [...config.data.recipients].sort().join(" ") === recipients.join(" ");
}

function isSameEndpoint(row: Row, wanted: Extract<WantedDestination, { kind: "webhook" }>): boolean {
  const config = webhookConfig.safeParse(row.config);
  if (row.kind !== "webhook" || !config.success || !URL.canParse(wanted.url)) return false;
  const { bodyTemplate, headers } = config.data;
  const secret = openSecret(row);
  const said = headers.map(({ name, value }) => `${name}:${value ?? secret.headers[name] ?? ""}`).sort();
  const asked = wanted.headers.map(({ name, value }) => `${name.toLowerCase()}:${value.trim()}`).sort();
  return (
    secret.url === new URL(wanted.url).href &&
    (bodyTemplate ?? "") === (wanted.payload ?? "") &&
    JSON.stringify(said) === JSON.stringify(asked)
  );
}

function isSame(row: Row, wanted: WantedDestination): boolean {
  switch (wanted.kind) {
    case "email":
      return isSameMail(row, wanted.recipients);
    case "slack_webhook":
      return row.kind === "slack_webhook" && row.secretIndex === blindIndex(wanted.url);
    case "webhook":
      return isSameEndpoint(row, wanted);
  }
}

/** What of the project's destinations leads where a file wants to. */
export async function loadDestinations(scope: Scope): Promise<KnownDestinations> {
  const rows = await statementInScope<Row>(
    scope,
    (sql) => sql`
      select id, name, kind, config, secret, secret_index as "secretIndex" from destinations
      where project_id = ${scope.projectId} and kind in ('email', 'slack_webhook', 'webhook') order by id`,
  );
  const names = await statementInScope<{ name: string }>(
    scope,
    (sql) => sql`select lower(name) as name from destinations where project_id = ${scope.projectId}`,
  );
  return {
    names: new Set(names.map(({ name }) => name)),
    find: (wanted) => rows.find((row) => isSame(row, wanted))?.id,
  };
}
