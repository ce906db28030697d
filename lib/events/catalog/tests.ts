import { z } from "zod";
import { say } from "@/lib/messages/sentence";
import { defineEvent } from "./define";
import { metrics } from "./parts";
import { textIn } from "./read";
import { label } from "./shapes";

export const tests = [
  defineEvent({
    type: "test",
    label: "Test",
    family: "tests",
    description:
      "Sent by the Test button, or by a vendor's own test button: it means that the way is clear, and nothing else.",
    data: z.looseObject({ message: label }),
    severity: "info",
    emoji: ":bell:",
    wording: () => ({
      headline: say`Test message from Bellwire: messages for this destination arrive here.`,
    }),
    fields: ({ data }) => metrics({ Message: textIn(data, "message") }),
    sample: {
      id: "sample_test",
      type: "test",
      occurredAt: "2026-11-21T09:00:00Z",
      data: {},
    },
  }),
];
