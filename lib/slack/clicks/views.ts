import { z } from "zod";
import type { Deed } from "./press";

/** What is asked in a modal, by what was chosen. */
export const viewNames = ["snooze", "assign", "mute"] as const;
export type ViewName = (typeof viewNames)[number];

const plain = (text: string) => ({ type: "plain_text", text, emoji: false }) as const;

/** How long a customer may be muted from Slack. */
const muteDays = [
  { days: 1, label: "1 day" },
  { days: 7, label: "1 week" },
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
] as const;
const muteOptions = muteDays.map(({ days, label }) => ({ text: plain(label), value: String(days) }));

type Parts = { title: string; submit: string; label: string; hint: string; element: object };

const parts: Record<ViewName, Parts> = {
  snooze: {
    title: "Snooze",
    submit: "Snooze",
    label: "Until 09:00 of",
    hint: "Until then only critical news of it is told. What was held back is told at its end.",
    element: { type: "datepicker", action_id: "day" },
  },
  assign: {
    title: "Assign",
    submit: "Assign",
    label: "To whom",
    hint: "Everybody who sees the message sees whose it is.",
    element: { type: "users_select", action_id: "user" },
  },
  mute: {
    title: "Mute this customer",
    submit: "Mute",
    label: "For how long",
    hint: "Nothing about this customer is told anywhere until then, critical news included. It can be undone in Bellwire.",
    element: {
      type: "static_select",
      action_id: "days",
      options: muteOptions,
      initial_option: muteOptions[0],
    },
  },
};

/** What a modal keeps for when it comes back: which button opened it, and where its answer may be told. */
const kept = z.object({ reference: z.string(), responseUrl: z.string().nullable() });

/** A modal that asks for what a press left open. */
export function viewOf(name: ViewName, { reference, responseUrl }: z.infer<typeof kept>) {
  const { title, submit, label, hint, element } = parts[name];
  return {
    type: "modal",
    callback_id: name,
    private_metadata: JSON.stringify({ reference, responseUrl }),
    title: plain(title),
    submit: plain(submit),
    close: plain("Cancel"),
    blocks: [{ type: "input", block_id: name, label: plain(label), hint: plain(hint), element }],
  } as const;
}

type View = {
  callback_id: string;
  private_metadata: string;
  state: { values: Record<string, Record<string, unknown>> };
};

export type Submitted =
  | { reference: string; responseUrl: string | null; deed: Deed }
  | { errors: Record<string, string> };

const chosen = {
  snooze: z.object({ day: z.object({ selected_date: z.iso.date() }) }),
  assign: z.object({ user: z.object({ selected_user: z.string().min(1).max(64) }) }),
  mute: z.object({
    days: z.object({ selected_option: z.object({ value: z.enum(["1", "7", "30", "90"]) }) }),
  }),
} as const;

function deedOf(name: ViewName, values: unknown, today: string): Deed | string {
  switch (name) {
    case "snooze": {
      const day = chosen.snooze.safeParse(values).data?.day.selected_date;
      if (day === undefined) return "Choose a day.";
      // The day before today in UTC may be today in the project's zone; what is past is found out when it is done.
      return day < today ? "Choose a day ahead." : { kind: "snooze_until", day };
    }
    case "assign": {
      const userId = chosen.assign.safeParse(values).data?.user.selected_user;
      return userId === undefined ? "Choose somebody." : { kind: "assign", userId };
    }
    case "mute": {
      const days = chosen.mute.safeParse(values).data?.days.selected_option.value;
      return days === undefined ? "Choose how long." : { kind: "mute", days: Number(days) };
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What somebody sent with one of our modals; undefined for one that is none of ours.
 * @param today `2026-11-21`, in UTC.
 */
export function readSubmission(view: View, today: string): Submitted | undefined {
  const name = viewNames.find((one) => one === view.callback_id);
  const about = kept.safeParse(parse(view.private_metadata));
  if (!name || !about.success) return undefined;
  const deed = deedOf(name, view.state.values[name], today);
  return typeof deed === "string" ? { errors: { [name]: deed } } : { ...about.data, deed };
}
