import { describe, expect, test } from "vitest";
import { codeRules } from "./code-law";

const offences = (path: string, text: string) => codeRules.flatMap((rule) => rule({ path, text }));
const store = "lib/routing/queries.ts";
const inTemplate = (code: string) => `\`$\{${code}}\``;

describe("the law of the code forbids", () => {
  test.each([
    ["lib/routing/decide.ts", "const at = Date.now();", "reads the clock"],
    ["lib/routing/decide.ts", "const at = new Date();", "reads the clock"],
    ["lib/routing/decide.ts", "const at = performance.now();", "reads the clock"],
    ["lib/routing/decide.ts", `const at = ${inTemplate("Date.now()")};`, "reads the clock"],
    ["lib/routing/decide.ts", "const luck = Math.random();", "draws lots"],
    ["lib/routing/decide.ts", "const id = crypto.randomUUID();", "draws lots"],
    ["lib/routing/decide.ts", "const url = process.env.DATABASE_URL;", "reads the environment"],
    ["lib/routing/decide.ts", "await fetch(url);", "calls the network"],
    ["lib/routing/decide.ts", "setTimeout(work, 5);", "waits"],
    ["lib/slack/render.ts", "const at = Date.now();", "reads the clock"],
    ["lib/routing/decide.ts", 'const quote = /"/; const at = Date.now();', "reads the clock"],
    ["lib/routing/decide.ts", "const slashes = /a\\/\\//; const at = Date.now();", "reads the clock"],
    ["lib/projects/commands.ts", "const scope = { projectId: id as ProjectId };", "brands a tenant id"],
    ["app/page.tsx", "const id = text as OrganizationId;", "brands a tenant id"],
    ["lib/events/queries.ts", "await sql`\n  insert  into events (id) values (1)`;", "stores an event"],
    ["app/api/v1/x/route.ts", "await tx.insert(events).values({});", "stores an event"],
    ["local/demo.ts", "await sql`INSERT INTO events select 1`;", "stores an event"],
    [store, "await tx.execute(sql`select set_config('app.x', id, false)`);", "outlives its transaction"],
    ["db/transaction.ts", "sql`set_config('app.x', coalesce(id, ''), FALSE )`;", "outlives its transaction"],
    [store, "export async function listAll(limit: number) {}", "listAll does not take its scope first"],
    [store, "export async function listAll() {}", "listAll does not take its scope first"],
    [
      store,
      "export async function listAll<T extends object>(\n  limit: number,\n  scope: Scope,\n) {}",
      "listAll",
    ],
    [
      store,
      "export function listAll(limit: number): Promise<void> {}",
      "listAll does not take its scope first",
    ],
    [
      store,
      "export function listAll(limit: number) {\n  return inScope(all, work);\n}",
      "listAll does not take its scope first",
    ],
    [
      store,
      "export const listAll = async (limit: number) => limit;",
      "listAll does not take its scope first",
    ],
    [
      store,
      "export const listAll = (limit: number) => inScope(all, work);\n",
      "listAll does not take its scope first",
    ],
    ["lib/routing/commands.ts", "await tx.update(routes).set({});", "without an audit row"],
    ["lib/projects/commands.ts", "await tx.insert(apiKeys).values({});", "without an audit row"],
    ["lib/routing/commands.ts", "// recordAudit(tx)\nawait tx.delete(routes);", "without an audit row"],
    ["lib/routing/utils.ts", "", "says nothing by its name"],
    ["components/ui/index.ts", "", "says nothing by its name"],
    ["lib/routing/types.test.ts", "", "says nothing by its name"],
    ["lib/routing/playbookCache.ts", "", "kebab-case"],
    ["components/ui/Button.tsx", "", "kebab-case"],
    ["lib/a/b/c/deep.ts", "", "folders deep"],
    ["lib/routing/long.test.ts", "x\n".repeat(301), "has 301 lines"],
  ])("%s: %s", (path, text, what) => {
    expect(offences(path, text)).toEqual([expect.stringContaining(what)]);
  });
});

describe("the law of the code allows", () => {
  test.each([
    ["lib/routing/decide.ts", "const at = new Date(now.getTime());"],
    ["lib/routing/decide.ts", "// Date.now() is not for us\n/** nor Math.random() */"],
    ["lib/routing/decide.ts", 'const told = "calls fetch(url) and Date.now()";'],
    ["lib/routing/decide.ts", "const found = store.fetch(id); prefetch(id);"],
    ["lib/routing/decide.test.ts", "const at = Date.now(); const luck = Math.random();"],
    ["lib/log.ts", "const level = process.env.LEVEL;"],
    ["app/page.tsx", "const now = new Date();"],
    ["lib/auth/mint.ts", "const id = text as OrganizationId;"],
    [
      "lib/events/commands.ts",
      "export async function recordEvents(scope: Scope) { await sql`insert into events (id)`; }",
    ],
    ["lib/notifications/queries.ts", "sql`insert into events_seen (id)`; tx.insert(eventsSeen);"],
    ["db/transaction.ts", "sql`select set_config('app.x', id, true)`;"],
    [store, "export async function list(scope: Scope, limit: number) {}"],
    [store, "export async function sweep(_scope: SystemScope) {}"],
    [store, "export async function list(\n  scope: OrganizationScope & { projectId?: string },\n) {}"],
    ["lib/audit/commands.ts", "export async function recordAudit(tx: Transaction, scope: Scope) {}"],
    [store, "export const rename = (scope: Scope, id: string) => inScope(scope, work);\n"],
    [store, "export const urgent = () => hotSql()`(severity = 'critical')`;\n"],
    [store, "export function fingerprint(secret: string): string {\n  return secret;\n}"],
    [store, "export const maxPage = 100;\nexport type Page = { a: string };"],
    ["lib/routing/commands.ts", "changePlaybook(scope, async (tx, record) => tx.update(routes));"],
    ["app/api/v1/routes/[routeId]/preview/deep/route.ts", ""],
    ["lib/routing/long.ts", "x\n".repeat(300)],
  ])("%s: %s", (path, text) => expect(offences(path, text)).toEqual([]));
});
