import { after } from "next/server";
import { z } from "zod";
import { reportBroken } from "@/inngest/report";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { parseQuery } from "@/lib/page-query";
import { slackStatus } from "@/lib/slack/status";

const query = z.strictObject({ project: z.string().max(160).optional() });

/** Whether Slack is connected, where it writes, and what went wrong last. By session (`?project=`) or API key. */
export const GET = apiRoute({ scope: "read", orMember: "viewer" }, async (request, { scope }) => {
  parseQuery(request, query);
  const { status, marks } = await slackStatus(scope, { now: new Date() });
  if (marks.length > 0) after(reportBroken(marks));
  return Response.json(status, { headers: { "cache-control": "no-store" } });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
