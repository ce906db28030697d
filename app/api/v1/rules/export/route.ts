import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { parseQuery } from "@/lib/page-query";
import { csvOfRules } from "@/lib/rules/csv";
import { listAllRules } from "@/lib/rules/queries";

const exportQuery = z.strictObject({ format: z.enum(["json", "csv"]).default("json") });

/** Every rule of the project as a file that POST /api/v1/rules/import takes: taken back, it changes nothing. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const { format } = parseQuery(request, exportQuery);
  const rules = await listAllRules(scope);
  if (format === "json") return Response.json({ rules });
  return new Response(csvOfRules(rules), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="rules.csv"',
    },
  });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
