import { currentUser, memberOfProject } from "@/lib/auth/session";
import { csvOfRules } from "@/lib/rules/csv";
import { listAllRules } from "@/lib/rules/queries";

type Context = { params: Promise<{ org: string; project: string }> };

/** Every rule of the project as a file that the import takes; `?format=json` for JSON instead of CSV. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { org, project } = await params;
  const user = await currentUser();
  const member = user && (await memberOfProject(user, org, project));
  if (!member) return new Response(null, { status: 404 });
  const rules = await listAllRules(member.scope);
  const isJson = new URL(request.url).searchParams.get("format") === "json";
  return new Response(isJson ? JSON.stringify({ rules }, null, 2) : csvOfRules(rules), {
    headers: {
      "content-type": isJson ? "application/json; charset=utf-8" : "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="rules.${isJson ? "json" : "csv"}"`,
      "cache-control": "no-store",
    },
  });
}
