import { after } from "next/server";
import type { z } from "zod";
import { wakeLanes } from "@/inngest/wake";
import type { Scope } from "@/lib/auth/scope";
import type { CaseChange } from "@/lib/cases/actions/change";
import { changeCase } from "@/lib/cases/actions/commands";
import { getCase } from "@/lib/cases/queries";
import { readInput } from "@/lib/json-input";

/** As readInput; a request without a body means an empty one. */
export async function readChange<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const isEmpty = request.body === null || request.headers.get("content-length") === "0";
  return isEmpty ? schema.parse({}) : readInput(request, schema);
}

/** Does something with a case and answers it as it stands then; what was told of it is edited after the answer. */
export async function answerChange(scope: Scope, caseId: string, change: CaseChange): Promise<Response> {
  const now = new Date();
  const { wakes } = await changeCase(scope, caseId, change, now);
  after(wakeLanes(wakes, now));
  return Response.json(await getCase(scope, caseId));
}
