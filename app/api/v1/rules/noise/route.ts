import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import type { Scope } from "@/lib/auth/scope";
import { parseQuery } from "@/lib/page-query";
import { noiseReport, suggestionsFor } from "@/lib/rules/noise/queries";
import { type NoiseLine, noiseOf, noisyFrom } from "@/lib/rules/noise/report";
import { type DryRunDays, dryRunDays } from "@/lib/rules/past/stretch";

export const maxDuration = 60;

const noiseQuery = z.strictObject({
  days: z.coerce
    .number()
    .pipe(z.literal(dryRunDays, `must be ${dryRunDays.join(", ")}`))
    .default(30),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** The noisiest rules that something is suggested for unasked: each is tried on its history several times. */
const suggestedFor = 3;

type Asked = { days: DryRunDays; now: Date };

async function withSuggestions(scope: Scope, lines: readonly NoiseLine[], asked: Asked) {
  const noisy = lines.filter(
    (line) => line.kind === "rule" && line.enabled && (noiseOf(line) ?? 0) >= noisyFrom,
  );
  const suggestions = new Map<string, Awaited<ReturnType<typeof suggestionsFor>>>();
  for (const { id } of noisy.slice(0, suggestedFor))
    suggestions.set(id, await suggestionsFor(scope, id, asked));
  return lines.map((line) => ({
    ...line,
    noisiness: noiseOf(line),
    suggestions: suggestions.get(line.id) ?? [],
  }));
}

/** What every rule and route told, what people made of it, the noisiest first; for those with what would have been quieter. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const { days, limit } = parseQuery(request, noiseQuery);
  const asked = { days, now: new Date() };
  const lines = (await noiseReport(scope, asked)).slice(0, limit);
  return Response.json({ days, report: await withSuggestions(scope, lines, asked) });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
