import type { Offer } from "@/lib/cases/actions/offer";
import type { Link } from "@/lib/messages/message";
import type { ActionElement, Block, Choice, Confirmation } from "./payload";

/** Names of what can be pressed. Each is unique in its block. */
export const actionIds = {
  acknowledge: "acknowledge",
  snooze: "snooze",
  more: "more",
  approve: "approve",
  decline: "decline",
} as const;

/** How long a case may be snoozed from Slack; `date` asks for one. */
const snoozes = [
  { value: "1h", label: "For 1 hour" },
  { value: "4h", label: "For 4 hours" },
  { value: "tomorrow", label: "Until tomorrow, 09:00" },
  { value: "1w", label: "For 1 week" },
  { value: "date", label: "Until a date…" },
] as const;

/** What stands under the three dots: Slack takes five at most. */
const more = [
  { value: "mine", label: "Assign to me" },
  { value: "assign", label: "Assign to someone…" },
  { value: "mute", label: "Mute this customer…" },
  { value: "useful", label: "This is useful" },
  { value: "noise", label: "This is noise" },
] as const;

const plain = (text: string) => ({ type: "plain_text", text, emoji: false }) as const;
const choice = ({ value, label }: { value: string; label: string }): Choice => ({
  text: plain(label),
  value,
});

const asks = (title: string, text: string, confirm: string): Confirmation => ({
  title: plain(title),
  text: plain(text),
  confirm: plain(confirm),
  deny: plain("Cancel"),
});

const press = (
  id: keyof typeof actionIds,
  label: string,
  value: string,
  look: { style?: "primary" | "danger"; confirm?: Confirmation } = {},
): ActionElement => ({ type: "button", action_id: actionIds[id], text: plain(label), value, ...look });

const decisions = (reference: string): ActionElement[] => [
  press("approve", "Approve", reference, {
    style: "primary",
    confirm: asks("Approve this?", "Your system is told at once, with your name.", "Approve"),
  }),
  press("decline", "Decline", reference, {
    style: "danger",
    confirm: asks("Decline this?", "Your system is told at once, with your name.", "Decline"),
  }),
];

/** How many links stand as buttons beside what can be pressed; the rest stand in a line above. */
const linksBeside = ({ canDecide }: Offer) => (canDecide ? 1 : 2);

/**
 * What a message of a case offers, in one row. The reference stands in the block's id as well, since the options of a menu are too
 * short for it; and the id is a new one each time, as Slack wants it on an edit.
 * @param links buttons that lead somewhere.
 */
export function offerBlock(offer: Offer, links: readonly ActionElement[]): Block {
  const { reference, canAcknowledge, canDecide, hasCustomer } = offer;
  const entries = more.filter(({ value }) => value !== "mute" || hasCustomer);
  return {
    type: "actions",
    block_id: reference,
    elements: [
      ...(canDecide ? decisions(reference) : []),
      ...links,
      ...(canAcknowledge && !canDecide ? [press("acknowledge", "Acknowledge", reference)] : []),
      ...(canDecide
        ? []
        : [
            {
              type: "static_select",
              action_id: actionIds.snooze,
              placeholder: plain("Snooze"),
              options: snoozes.map(choice),
            } as const,
          ]),
      { type: "overflow", action_id: actionIds.more, options: entries.map(choice) },
    ],
  };
}

/** Which of the links stand as buttons, and which in a line. */
export function splitLinks(links: readonly Link[], offer: Offer): { buttons: Link[]; line: Link[] } {
  const count = linksBeside(offer);
  return { buttons: links.slice(0, count), line: links.slice(count) };
}
