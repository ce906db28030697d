import type { TemplateFailure } from "@/lib/templates/commands";
import type { DecidedEvent } from "./commands";

/** The templates that could not be used for some of the planned messages, with the reason that stands with each message. */
export function failuresOf(decided: readonly Pick<DecidedEvent, "eventId" | "planned">[]): TemplateFailure[] {
  return decided.flatMap(({ eventId, planned }) =>
    planned.flatMap(({ message: { origin } }): TemplateFailure[] => {
      const { templateId: id, revision, fault: message } = origin ?? {};
      if (id === undefined || revision === undefined || message === undefined) return [];
      return [{ id, revision, message, eventId }];
    }),
  );
}
