import { windowAt } from "@/lib/meters/windows";
import { zoneOffset } from "@/lib/projects/zone-offset";

const hour = 3_600_000;
const nine = 9 * hour;

/** Nine in the morning of the day that begins at an instant, on the clocks of the zone, even where they are turned in that night. */
function nineOf(midnight: number, timeZone: string): Date {
  const plain = midnight + nine;
  return new Date(plain - (zoneOffset(plain, timeZone) - zoneOffset(midnight, timeZone)));
}

/** Until when a snooze lasts that was chosen from the menu. */
export function snoozeEndOf(choice: "1h" | "4h" | "tomorrow" | "1w", now: Date, timeZone: string): Date {
  switch (choice) {
    case "1h":
      return new Date(now.getTime() + hour);
    case "4h":
      return new Date(now.getTime() + 4 * hour);
    case "1w":
      return new Date(now.getTime() + 7 * 24 * hour);
    case "tomorrow":
      return nineOf(windowAt(now.getTime(), "day", timeZone).end, timeZone);
  }
}

/** Nine in the morning of a day such as `2026-11-24`, in the zone. */
export function nineOn(day: string, timeZone: string): Date {
  const noon = Date.parse(`${day}T12:00:00Z`);
  return nineOf(windowAt(noon - zoneOffset(noon, timeZone), "day", timeZone).start, timeZone);
}
