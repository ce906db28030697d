import type { Message } from "@/lib/messages/message";

export const dryRunDays = [7, 30, 90] as const;
export type DryRunDays = (typeof dryRunDays)[number];

/** What a rule would have told in the last days, as the panel shows it. */
export type DryRunView = {
  days: DryRunDays;
  /** Told: what cooldown and hours have let through. */
  told: number;
  /** Each day of the stretch, oldest first, in the project's zone. */
  perDay: readonly { label: string; count: number }[];
  customerCount: number;
  /** Those told of most often. */
  customers: readonly { id: string; name: string | null; count: number }[];
  /** The first messages, oldest first. */
  messages: readonly Message[];
  /** What was not looked at, and why; empty when all was. */
  notes: readonly string[];
};

export type DryRunAnswer = DryRunView | { refused: string };
export type DryRunner = (form: FormData, days: DryRunDays) => Promise<DryRunAnswer>;
