import { after } from "next/server";
import { announceEvents } from "@/inngest/announce";
import { wakeLanes } from "@/inngest/wake";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { decideApproval } from "@/lib/approvals/commands";
import { decisionInput, describeUndecided } from "@/lib/approvals/decision";
import { AppError } from "@/lib/errors";
import { readInput } from "@/lib/json-input";

/** Approves or declines what a case asks; whoever is first has decided. */
export const POST = apiRoute<"caseId">({ scope: "config:write" }, async (request, { scope, params }) => {
  const now = new Date();
  const { decision } = await readInput(request, decisionInput);
  const decided = await decideApproval(scope, { caseId: params.caseId, decision }, now);
  after(wakeLanes(decided.wakes, now));
  if (!decided.ok) throw new AppError("conflict", describeUndecided(decided), { code: decided.why });
  after(announceEvents(scope, decided.eventIds));
  return Response.json({ caseId: params.caseId, decision, eventId: decided.eventIds[0] }, { status: 202 });
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
