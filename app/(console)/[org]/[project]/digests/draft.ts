import type { CadenceDraft } from "@/components/digests/cadence-fields";
import type { DigestDraft } from "@/components/digests/digest-form";
import type { DigestItem } from "@/lib/digests/queries";
import type { Cadence } from "@/lib/schedule/cadence";

const usual: CadenceDraft = { every: "day", at: "09:00", minute: "0", weekday: "1", day: "1" };

function cadenceDraft(cadence: Cadence): CadenceDraft {
  switch (cadence.every) {
    case "hour":
      return { ...usual, every: "hour", minute: String(cadence.minute) };
    case "day":
      return { ...usual, at: cadence.at };
    case "week":
      return { ...usual, every: "week", weekday: String(cadence.weekday), at: cadence.at };
    case "month":
      return { ...usual, every: "month", day: String(cadence.day), at: cadence.at };
  }
}

/** A digest as the form starts from it. */
export const draftOf = ({
  id,
  name,
  template,
  destinationId,
  collects,
  routeIds,
  cadence,
  timeZone,
  sendEmpty,
  enabled,
}: DigestItem): DigestDraft => ({
  ...{ id, name, template, destinationId, collects, routeIds, sendEmpty, enabled },
  cadence: cadenceDraft(cadence),
  timeZone: timeZone ?? "",
});

/** A digest that is not there yet. */
export const emptyDraft = (destinationId: string): DigestDraft => ({
  ...{ name: "", template: "summary", destinationId, collects: "destination", routeIds: [], timeZone: "" },
  cadence: usual,
  sendEmpty: false,
  enabled: true,
});
