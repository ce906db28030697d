import { eq } from "drizzle-orm";
import { calendarFacts, projects } from "@/db/schema";
import { inScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { nextRun } from "@/lib/schedule/cadence";
import type { CalendarSettings } from "./schema";

/** Whether there is anything to be reminded of. */
const isAny = ({ anniversaries, renewalsAheadDays }: CalendarSettings) =>
  anniversaries || renewalsAheadDays.length > 0;

/** Replaces what a project is reminded of. It is looked at next at its hour. @throws AppError 404. */
export async function putCalendarSettings(
  scope: Scope,
  settings: CalendarSettings,
  now: Date,
): Promise<void> {
  await inScope(scope, async (tx) => {
    const [project] = await tx
      .select({ timeZone: projects.timeZone })
      .from(projects)
      .where(eq(projects.id, scope.projectId));
    if (!project) throw notFound();
    const isIt = eq(calendarFacts.projectId, scope.projectId);
    const [before] = await tx
      .select({ settings: calendarFacts.settings })
      .from(calendarFacts)
      .where(isIt)
      .for("update");
    const nextAt = isAny(settings) ? nextRun({ every: "day", at: settings.at }, project.timeZone, now) : null;
    const row = { settings, nextAt, updatedAt: now };
    await tx
      .insert(calendarFacts)
      .values({ ...row, projectId: scope.projectId })
      .onConflictDoUpdate({ target: calendarFacts.projectId, set: row });
    await recordAudit(tx, scope, {
      action: "calendar.update",
      targetId: scope.projectId,
      before: before?.settings,
      after: settings,
    });
  });
}
