import { currentUser, memberOfProject } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { explainEvent } from "@/lib/events/explain";

type Context = { params: Promise<{ org: string; project: string; eventId: string }> };

const missing = () => new Response(null, { status: 404 });

/** What the page says of an event, as a file: the same as the API answers. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { org, project, eventId } = await params;
  const user = await currentUser();
  const member = user && (await memberOfProject(user, org, project));
  if (!member) return missing();
  try {
    const explanation = await explainEvent(member.scope, eventId);
    return new Response(JSON.stringify(explanation, null, 2), {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="${explanation.id}.json"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (error instanceof AppError) return missing();
    throw error;
  }
}
