import { eq } from "drizzle-orm";
import { calendarFacts } from "@/db/schema";
import { inScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { type CalendarSettings, calendarSettings, noReminders } from "./schema";

/** What a project is reminded of by the calendar. */
export async function getCalendarSettings(scope: Scope): Promise<CalendarSettings> {
  const [row] = await inScope(scope, (tx) =>
    tx
      .select({ settings: calendarFacts.settings })
      .from(calendarFacts)
      .where(eq(calendarFacts.projectId, scope.projectId)),
  );
  return calendarSettings.safeParse(row?.settings).data ?? noReminders;
}
