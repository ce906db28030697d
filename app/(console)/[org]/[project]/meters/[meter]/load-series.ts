import type { ChartPoint } from "@/components/rules/chart-scale";
import { formatDay } from "@/components/ui/time-format";
import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import { sumWindows } from "@/lib/meters/queries";
import { type Window, type WindowSize, windowAt, windowBefore } from "@/lib/meters/windows";
import { measuredText } from "@/lib/rules/charts/measured";
import type { Measure } from "@/lib/rules/schema";

/** How many windows of each size are drawn. */
const counts: Record<WindowSize, number> = { hour: 48, day: 30, week: 26, month: 12, quarter: 8 };

type Asked = {
  environment: Environment;
  meter: string;
  /** Empty for all together. */
  customer: string;
  by: WindowSize;
  measure: Measure;
  timeZone: string;
  now: Date;
};

/** A meter's last windows, oldest first. */
export async function loadSeries(scope: Scope, asked: Asked): Promise<ChartPoint[]> {
  const { environment, meter, customer, by, measure, timeZone, now } = asked;
  const windows: Window[] = [windowAt(now.getTime(), by, timeZone)];
  for (let last = windows[0]; last && windows.length < counts[by]; ) {
    last = windowBefore(last, by, timeZone);
    windows.unshift(last);
  }
  const customerId = customer === "" ? null : customer;
  const values = await sumWindows(scope, { environment, meter, customerId, windows });
  return windows.map(({ start }, position) => {
    const value = values[position];
    const label = formatDay(new Date(start).toISOString(), timeZone, by === "hour");
    return { label, value: value ? measuredText(value, measure) : null };
  });
}
