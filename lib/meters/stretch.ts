import { AppError } from "@/lib/errors";
import { seriesLimit } from "./schema";
import { type Window, type WindowSize, windowsBetween } from "./windows";

type Asked = { from?: Date | undefined; to?: Date | undefined; by: WindowSize };

const day = 86_400_000;

/** How far back a series reaches that names no beginning. */
const usualDays: Record<WindowSize, number> = {
  hour: 2,
  day: 30,
  week: 7 * 26,
  month: 365,
  quarter: 3 * 365,
};

/**
 * The windows of a series: every one that the stretch touches, whole. Without an end up to now, without a beginning as far back
 * as is usual for the size.
 * @throws AppError 422 `invalid_query` for a stretch that ends before it begins or has too many windows.
 */
export function seriesWindows({ from, to, by }: Asked, timeZone: string, now: Date): Window[] {
  const end = to?.getTime() ?? now.getTime() + 1;
  const start = from?.getTime() ?? end - usualDays[by] * day;
  const refuse = (parameter: string, message: string) =>
    new AppError("invalid", "A query parameter is not valid.", {
      code: "invalid_query",
      errors: [{ pointer: `?${parameter}`, message }],
    });
  if (start >= end) throw refuse("from", "must be before “to”");
  const windows = windowsBetween({ start, end }, by, timeZone, seriesLimit + 1);
  if (windows.length > seriesLimit)
    throw refuse(
      "from",
      `must leave at most ${seriesLimit} windows; ask for longer ones or a shorter stretch`,
    );
  return windows;
}
