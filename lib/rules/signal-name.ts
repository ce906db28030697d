import { humanize } from "@/lib/messages/humanize";
import type { Signal } from "./schema";

const fieldNames: Readonly<Record<string, string>> = {
  mrr: "MRR",
  healthScore: "Health score",
  sentimentScore: "Sentiment score",
  churnProbability: "Churn probability",
  engagement: "Engagement",
};

/** A customer's number as people call it: `Health score`; an attribute by its own name. */
export const fieldName = (field: string) =>
  fieldNames[field] ?? humanize(field.replace(/^attributes\./, ""), 60);

/** What a rule watches, in a word or two. */
export function signalName(signal: Signal): string {
  switch (signal.kind) {
    case "meter":
      return signal.meter;
    case "field":
      return fieldName(signal.field);
    case "revenue":
      return "Revenue";
    case "events":
      return signal.eventType;
    case "balance":
      return signal.measure === "daysLeft" ? "Days of credit left" : "Credit left";
    case "unknown":
      return `Unknown ${signal.of}`;
  }
}
