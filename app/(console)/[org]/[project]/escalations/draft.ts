import type { EscalationDraft } from "@/components/escalations/escalation-form";
import type { EscalationItem } from "@/lib/escalations/queries";

/** Rows of steps to begin with. */
const rows = 3;
const emptyStep = { minutes: "", destinationId: "", person: "", group: "", severities: "" } as const;

const filledUp = (steps: EscalationDraft["steps"]) => [
  ...steps,
  ...Array.from({ length: Math.max(0, rows - steps.length) }, () => emptyStep),
];

/** An escalation as the form starts from it. */
export function draftOf({
  id,
  name,
  severities,
  eventTypes,
  steps,
  enabled,
}: EscalationItem): EscalationDraft {
  const drafts = steps.map(({ afterMinutes, destinationId, person, mentionGroupId, severities: only }) => ({
    minutes: String(afterMinutes),
    destinationId,
    person: person ?? "",
    group: mentionGroupId ?? "",
    severities: only?.join(",") ?? "",
  }));
  return { id, name, severities, eventTypes: eventTypes.join(", "), steps: filledUp(drafts), enabled };
}

/** One that is not there yet. */
export const emptyDraft = (destinationId: string): EscalationDraft => ({
  ...{ name: "", severities: ["critical"], eventTypes: "*", enabled: true },
  steps: filledUp([{ ...emptyStep, minutes: "15", destinationId }]),
});
