"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { memberAction } from "@/lib/action";
import { putCalendarSettings } from "@/lib/calendar/commands";
import { calendarSettings, daysAhead } from "@/lib/calendar/schema";
import { ticked } from "@/lib/form";

const days = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number),
  )
  .pipe(daysAhead);

/** Changes what the project is reminded of by the calendar. */
export const update = memberAction(
  {
    role: "member",
    schema: z.object({ at: calendarSettings.shape.at, anniversaries: ticked, renewalsAheadDays: days }),
  },
  async (scope, settings): Promise<void> => {
    await putCalendarSettings(scope, settings, new Date());
    refresh();
  },
);
