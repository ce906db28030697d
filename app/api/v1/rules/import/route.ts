import { after } from "next/server";
import { z } from "zod";
import { watchRules } from "@/inngest/watch";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { AppError } from "@/lib/errors";
import { parseQuery } from "@/lib/page-query";
import { readJsonBody, readText } from "@/lib/request-body";
import { importRules } from "@/lib/rules/import/commands";
import { type RuleFile, readRuleCsv, readRuleJson } from "@/lib/rules/import/read-file";

export const maxDuration = 60;

const maxBytes = 4 * 1024 * 1024;

const importQuery = z.strictObject({
  dryRun: z.stringbool().default(false),
  /** What the money of alerts is in, which do not say. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be an ISO 4217 code such as USD")
    .default("USD"),
});

const isCsv = ({ headers }: Request) => /^\s*text\/csv\b/i.test(headers.get("content-type") ?? "");

async function readFile(request: Request, currency: string): Promise<RuleFile> {
  if (isCsv(request)) return readRuleCsv(await readText(request, { maxBytes }));
  return readRuleJson(await readJsonBody(request, { maxBytes }), currency);
}

/** Takes rules from a file: our own as JSON or CSV, or Amberflo's alerts as they are; with `?dryRun=true` only says what it would do. */
export const POST = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const { dryRun, currency } = parseQuery(request, importQuery);
  const { rules, errors, rejected } = await readFile(request, currency);
  if (rules.length === 0 && rejected > 0)
    throw new AppError("invalid", "None of the rules can be used; see errors.", {
      code: "all_rejected",
      errors,
    });
  const imported = await importRules(scope, rules, { isDryRun: dryRun });
  if (!dryRun && imported.created + imported.updated > 0) after(watchRules(scope));
  return Response.json({ dryRun, ...imported, rejected, errors });
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
