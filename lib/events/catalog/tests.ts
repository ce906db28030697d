import { z } from "zod";
import { cut } from "@/lib/messages/plain";
import { say } from "@/lib/messages/sentence";
import { defineEvent } from "./define";
import { given, metrics } from "./parts";
import { textIn } from "./read";
import { label } from "./shapes";

export const tests = [
  defineEvent({
    type: "test",
    label: "Test",
    family: "tests",
    description:
      "Sent by the Test button, or by a vendor's own test button: it means that the way is clear, and nothing else.",
    data: z.looseObject({ message: label, destination: label }),
    severity: "info",
    emoji: ":bell:",
    wording: ({ data }) => {
      const destination = textIn(data, "destination");
      return {
        headline: say`Test message from Bellwire: messages for ${given(destination, (name) => `“${cut(name, 24)}”`) || "this destination"} arrive here.`,
        why: "Only a test: nothing happened to a customer.",
      };
    },
    fields: ({ data }) =>
      metrics({ Message: textIn(data, "message"), Destination: textIn(data, "destination") }),
    sample: {
      id: "sample_test",
      type: "test",
      occurredAt: "2026-11-21T09:00:00Z",
      data: {},
    },
  }),
];
