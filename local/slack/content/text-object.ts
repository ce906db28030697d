import { anyOf, byType, type Check, flag, shape, text } from "@/local/slack/content/check";

const typeWord: Check = () => undefined;

/** A `plain_text` object of at most `max` characters. */
export function plainText(max: number): Check {
  return byType({ plain_text: shape(["text"], { type: typeWord, text: text(max), emoji: flag }) });
}

/** A `plain_text` or `mrkdwn` object of at most `max` characters. */
export function anyText(max: number): Check {
  return anyOf(
    byType({
      plain_text: shape(["text"], { type: typeWord, text: text(max), emoji: flag }),
      mrkdwn: shape(["text"], { type: typeWord, text: text(max), verbatim: flag }),
    }),
  );
}

/** The confirmation that a button may ask for. */
export const confirmation = shape(["title", "text", "confirm", "deny"], {
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: (value, pointer, problems) => {
    if (value !== "primary" && value !== "danger") {
      problems.push({ message: "must be one of: primary, danger", pointer });
    }
  },
});
