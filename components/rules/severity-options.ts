import { severities } from "@/db/enums";
import { tones } from "@/lib/messages/tone";

/** The severities, mildest first, as a choice offers them. */
export const severityOptions = severities.map((severity) => [severity, tones[severity].word] as const);
