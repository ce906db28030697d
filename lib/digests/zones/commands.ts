import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { calendarFacts, digests } from "@/db/schema";
import { calendarSettings, noReminders } from "@/lib/calendar/schema";
import { cadenceSchema, nextRun } from "@/lib/schedule/cadence";

/** Sets anew when things are due that go by the project's clock, because that clock is another now. */
export async function moveToZone(
  tx: Transaction,
  { projectId, timeZone, now }: { projectId: string; timeZone: string; now: Date },
): Promise<void> {
  const byItsClock = and(
    eq(digests.projectId, projectId),
    isNull(digests.timeZone),
    isNotNull(digests.nextAt),
  );
  const rows = await tx
    .select({ id: digests.id, cadence: digests.cadence })
    .from(digests)
    .where(byItsClock)
    .for("update");
  for (const { id, cadence } of rows) {
    const nextAt = nextRun(cadenceSchema.parse(cadence), timeZone, now);
    await tx
      .update(digests)
      .set({ nextAt })
      .where(and(eq(digests.projectId, projectId), eq(digests.id, id)));
  }
  const itsOwn = and(eq(calendarFacts.projectId, projectId), isNotNull(calendarFacts.nextAt));
  const [calendar] = await tx
    .select({ settings: calendarFacts.settings })
    .from(calendarFacts)
    .where(itsOwn)
    .for("update");
  if (!calendar) return;
  const { at } = calendarSettings.safeParse(calendar.settings).data ?? noReminders;
  await tx
    .update(calendarFacts)
    .set({ nextAt: nextRun({ every: "day", at }, timeZone, now) })
    .where(itsOwn);
}
