import type { QuietHoursDraft } from "@/components/quiet-hours/quiet-hours-form";
import type { SpanDraft } from "@/components/quiet-hours/span-fields";
import type { QuietHoursItem } from "@/lib/quiet-hours/queries";
import { spanRows } from "./quiet-hours-form-schema";

const none: SpanDraft = { days: [], from: "", until: "" };

const filledUp = (spans: readonly SpanDraft[]) => [
  ...spans,
  ...Array.from({ length: Math.max(0, spanRows - spans.length) }, () => none),
];

/** Quiet hours as the form starts from them. */
export function draftOf({
  id,
  name,
  destinationId,
  routeId,
  hours,
  enabled,
}: QuietHoursItem): QuietHoursDraft {
  const spans = hours.spans.map(({ days, from, until }) => ({ days: days.map(String), from, until }));
  return {
    ...{ id, name, enabled },
    appliesTo: destinationId ? `destination:${destinationId}` : routeId ? `route:${routeId}` : "project",
    mode: hours.mode,
    spans: filledUp(spans),
    timeZone: hours.timeZone ?? "",
    holidays: hours.holidays.join("\n"),
  };
}

/** Those that are not there yet: nights. */
export const emptyDraft: QuietHoursDraft = {
  ...{ name: "", appliesTo: "project", mode: "quiet", timeZone: "", holidays: "", enabled: true },
  spans: filledUp([{ days: ["1", "2", "3", "4", "5", "6", "7"], from: "22:00", until: "07:00" }]),
};
