import { expect, it } from "vitest";
import { catalog } from "@/lib/events/catalog";
import { tones } from "@/lib/messages/tone";
import { drawEmoji } from "./emoji";

const used = new Set([
  ...catalog.map(({ emoji }) => emoji),
  ...Object.values(tones).map(({ emoji }) => emoji),
]);

it.each([...used])("draws %s, which the catalog uses", (emoji) => {
  expect(emoji).toMatch(/^:[a-z_]+:$/);
  expect(drawEmoji(emoji)).not.toContain(":");
});

it("shows a shortcode that nobody knows as it is", () => {
  expect(drawEmoji(":acme_party:")).toBe(":acme_party:");
});
