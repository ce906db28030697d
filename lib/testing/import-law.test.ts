import { describe, expect, test } from "vitest";
import { misplacedImports, otherSenders } from "./import-law";

const offences = (path: string, text: string) => misplacedImports({ path, text }).length;

describe("the import law forbids", () => {
  test.each([
    ["app/(site)/page.tsx", 'import { database } from "@/db/client";'],
    ["app/(site)/page.tsx", 'import { hotSql } from "../../db/client";'],
    ["app/api/v1/x/route.ts", 'import { fanOut } from "@/inngest/functions/fan-out";'],
    ["app/api/v1/x/route.ts", 'import { eq } from "drizzle-orm";'],
    ["app/api/v1/x/route.ts", 'import { WebClient } from "@slack/web-api";'],
    ["app/api/v1/x/route.ts", 'import { Inngest } from "inngest";'],
    ["app/page.tsx", 'import { startSimulator } from "@/local/slack/start";'],
    ["app/page.tsx", 'const it = await import("@/local/slack/start");'],
    ["components/ui/a.tsx", 'import { listRoutes } from "@/lib/routing/queries";'],
    ["components/ui/a.tsx", 'import { env } from "@/lib/env";'],
    ["components/ui/a.tsx", 'import { save } from "@/app/(console)/actions";'],
    ["components/ui/a.tsx", 'import { inngest } from "@/inngest/client";'],
    ["components/ui/a.tsx", 'import { routes } from "@/db/schema";'],
    ["components/ui/a.tsx", 'import type { Transaction } from "@/db/client";'],
    ["components/ui/a.tsx", 'import { readFileSync } from "node:fs";'],
    ["inngest/functions/a.ts", 'import { hotSql } from "@/db/client";'],
    ["inngest/functions/a.ts", 'import { Card } from "@/components/ui/card";'],
    ["inngest/functions/a.ts", 'import { after } from "next/server";'],
    ["lib/routing/decide.ts", 'import { loadPlaybook } from "./queries";'],
    ["lib/routing/decide.ts", 'import {\n  loadPlaybook,\n  type Playbook,\n} from "@/lib/routing/queries";'],
    ["lib/routing/decide.ts", 'export { loadPlaybook } from "./queries";'],
    ["lib/routing/decide.ts", 'export * from "./queries";'],
    ["lib/routing/decide.ts", 'import * as queries from "./queries";'],
    ["lib/routing/decide.ts", 'import "@/db/client";'],
    ["lib/routing/decide.ts", 'import { hotSql } from "@/db/client";'],
    ["lib/routing/decide.ts", 'import { env } from "@/lib/env";'],
    ["lib/routing/decide.ts", 'import { Card } from "@/components/ui/card";'],
    ["lib/routing/decide.ts", 'import { createHash } from "node:crypto";'],
    ["lib/routing/decide.ts", 'import { redirect } from "next/navigation";'],
    ["lib/routing/decide.ts", 'import { memo } from "react";'],
    ["lib/slack/render.ts", 'import { createClient } from "./client";'],
    ["lib/routing/queries.ts", 'import { WebClient } from "@slack/web-api";'],
    ["lib/routing/queries.ts", 'import { wakeLanes } from "@/inngest/wake";'],
    ["lib/routing/queries.ts", 'import { cookies } from "next/headers";'],
    ["lib/slack/client.ts", 'import { hotSql } from "@/db/client";'],
    ["lib/slack/client.ts", 'import { createTransport } from "nodemailer";'],
    ["lib/audit/commands.ts", 'import NextAuth from "next-auth";'],
    ["lib/health/engine.ts", 'import pino from "pino";'],
    ["db/seed.ts", 'import { createRoute } from "@/lib/routing/commands";'],
    ["db/client.ts", 'import { log } from "@/lib/log";'],
    ["lib/a.ts", 'import { testDatabase } from "@/db/testing/database";'],
    ["lib/a.ts", 'import { test } from "vitest";'],
    ["instrumentation.ts", 'import { start } from "./local/engine/start";'],
  ])("%s: %s", (path, text) => expect(offences(path, text)).toBe(1));
});

describe("the import law allows", () => {
  test.each([
    [
      "app/api/v1/x/route.ts",
      'import { loadPlaybook } from "@/lib/routing/queries";\nimport { wakeLanes } from "@/inngest/wake";',
    ],
    [
      "app/api/inngest/route.ts",
      'import { serve } from "inngest/next";\nimport { functions } from "@/inngest/registry";',
    ],
    ["app/page.tsx", 'import Link from "next/link";\nimport { z } from "zod";\nimport "./globals.css";'],
    ["components/ui/a.tsx", 'import type { RouteItem } from "@/lib/routing/queries";'],
    ["components/ui/a.tsx", 'import { type RouteItem } from "@/lib/routing/queries";'],
    [
      "components/ui/a.tsx",
      'import { catalog } from "@/lib/events/catalog";\nimport { roles } from "@/db/enums";',
    ],
    [
      "inngest/functions/a.ts",
      'import { log } from "@/lib/log";\nimport { inngest } from "../client";\nimport { cron } from "inngest";',
    ],
    [
      "lib/routing/decide.ts",
      'import type { Transaction } from "@/db/client";\nimport { roles } from "@/db/enums";',
    ],
    ["lib/routing/decide.ts", '// import { hotSql } from "@/db/client";\n/* import "@/db/client"; */'],
    ["lib/routing/decide.ts", "const told = 'import { hotSql } from \"@/db/client\"';"],
    ["lib/routing/preview.ts", 'import { renderForWebhook } from "@/lib/slack/render";'],
    ["lib/routing/queries.ts", 'import { eq } from "drizzle-orm";\nimport { hotSql } from "@/db/client";'],
    ["lib/auth/session.ts", 'import { cookies } from "next/headers";\nimport { cache } from "react";'],
    ["lib/slack/client.ts", 'import { WebClient } from "@slack/web-api";\nimport { env } from "../env";'],
    ["db/client.ts", 'import { env } from "@/lib/env";\nimport postgres from "postgres";'],
    ["lib/a.test.ts", 'import { start } from "@/local/slack/start";\nimport { hotSql } from "@/db/client";'],
    ["e2e/a.spec.ts", 'import { start } from "../local/up";'],
    ["local/engine/a.ts", 'import postgres from "postgres";\nimport { inngest } from "@/inngest/client";'],
  ])("%s: %s", (path, text) => expect(misplacedImports({ path, text })).toEqual([]));
});

describe("the one door out", () => {
  const named = 'import { send } from "@/lib/destinations/transports";';

  test.each([
    ["lib/lanes/commands.ts", named],
    ["app/actions.ts", 'import { send as post } from "@/lib/destinations/transports";'],
    ["inngest/functions/fan-out.ts", 'import * as transports from "../../lib/destinations/transports";'],
    ["lib/destinations/again.ts", 'export { send } from "./transports";'],
    ["app/actions.ts", 'const { send } = await import("@/lib/destinations/transports");'],
  ])("is not %s: %s", (path, text) => expect(otherSenders({ path, text })).toHaveLength(1));

  test.each([
    ["inngest/functions/deliver-lane.ts", named],
    ["lib/slack/transport.test.ts", named],
    ["lib/lanes/commands.ts", 'import type { send } from "@/lib/destinations/transports";'],
    ["lib/lanes/commands.ts", 'import { send } from "@/lib/destinations/elsewhere";'],
  ])("is not touched by %s: %s", (path, text) => expect(otherSenders({ path, text })).toEqual([]));
});
