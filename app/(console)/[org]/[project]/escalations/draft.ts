import type { EscalationDraft } from "@/components/escalations/escalation-form";
import type { EscalationItem } from "@/lib/escalations/queries";
import { stepRows } from "./escalation-form-schema";

const filledUp = (steps: EscalationDraft["steps"]) => [
  ...steps,
  ...Array.from({ length: Math.max(0, stepRows - steps.length) }, () => ({ minutes: "", destinationId: "" })),
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
  const drafts = steps.map(({ afterMinutes, destinationId }) => ({
    minutes: String(afterMinutes),
    destinationId,
  }));
  return { id, name, severities, eventTypes: eventTypes.join(", "), steps: filledUp(drafts), enabled };
}

/** One that is not there yet. */
export const emptyDraft = (destinationId: string): EscalationDraft => ({
  ...{ name: "", severities: ["critical"], eventTypes: "*", enabled: true },
  steps: filledUp([{ minutes: "15", destinationId }]),
});
