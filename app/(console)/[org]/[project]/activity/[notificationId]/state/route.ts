import { currentUser, memberOfProject } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { getNotification } from "@/lib/notifications/queries";

type Context = { params: Promise<{ org: string; project: string; notificationId: string }> };

/** Slack's own word stays with ours: whoever asks Slack's support needs it. */
const wordsOf = ({ code, message, fix }: { code: string; message: string; fix?: string }) => ({
  code,
  message,
  fix: fix ?? null,
});

const missing = () => new Response(null, { status: 404 });

/** What has become of a notification, for the page that waits for it to settle. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { org, project, notificationId } = await params;
  const user = await currentUser();
  const member = user && (await memberOfProject(user, org, project));
  if (!member) return missing();
  try {
    const { state, reason, lastError, createdAt, settledAt } = await getNotification(
      member.scope,
      notificationId,
    );
    // What was never tried has no error, but a reason.
    const unsent =
      state === "suppressed" ? wordsOf({ code: reason.code, message: reason.text, fix: "" }) : null;
    const whyNot = lastError ? wordsOf(lastError) : unsent;
    const tookMs = settledAt && settledAt.getTime() - createdAt.getTime();
    return Response.json({ state, error: whyNot, tookMs }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    if (error instanceof AppError) return missing();
    throw error;
  }
}
