import { z } from "zod";
import { say } from "@/lib/messages/sentence";
import { defineEvent } from "./define";
import { customerPage, given, graded, links, metrics, who } from "./parts";
import { countIn, type Data, numberIn, textIn, urlIn } from "./read";
import { count, label, named, url } from "./shapes";

function ratingOf(data: Data): string | undefined {
  const rating = textIn(data, "rating", "score", "stars");
  return rating && `${rating}${given(countIn(data, "outOf", "maxRating"), (max) => ` of ${max}`)}`;
}

/** Two stars of five, and as low on any other scale. */
function isBad(data: Data): boolean {
  const [rating, most] = [numberIn(data, "rating", "score", "stars"), countIn(data, "outOf", "maxRating")];
  return rating !== undefined && most !== undefined && most > 1 && rating / most <= 0.4;
}

export const feedback = [
  defineEvent({
    type: "feedback.received",
    label: "Feedback received",
    family: "feedback",
    description: "A customer wrote a review, answered a survey or left a comment.",
    data: z.looseObject({ rating: label, outOf: count, comment: label, source: named, product: named, url }),
    severity: "info",
    emoji: ":speech_balloon:",
    wording: ({ customer, data }) => ({
      headline: say`Feedback from ${who(customer, "a customer")}${given(ratingOf(data), (rating) => `: ${rating}`)}`,
    }),
    fields: ({ data }) =>
      metrics({
        Comment: textIn(data, "comment", "text", "message", "review"),
        Rating: ratingOf(data),
        Source: textIn(data, "source", "store"),
        Product: textIn(data, "product", "productId"),
      }),
    links: (view) => links({ "Open feedback": urlIn(view.data, "url"), "Open customer": customerPage(view) }),
    vary: ({ data }) => (isBad(data) ? graded("warning") : undefined),
    feeds: ["sentimentScore"],
    sample: {
      id: "sample_feedback_received",
      type: "feedback.received",
      occurredAt: "2026-11-21T09:00:00Z",
      customer: { id: "12345", name: "Ada Example", url: "https://app.example/c/12345" },
      data: { rating: 4, outOf: 5, comment: "Works well, the export could be faster.", source: "App Store" },
    },
  }),
];
