import type { Payload } from "../read";

/** A Stripe event as the rules see it. `dashboard` is the origin and path that its pages start with (STA-19). */
export type StripeEvent = { id: string; type: string; object: Payload; previous: Payload; dashboard: string };

/** What becomes of a Stripe event: an event of ours, or a reason to tell nothing of it. */
export type Told =
  | {
      type: string;
      data: Record<string, unknown>;
      /** When several Stripe events tell the same fact, what they have in common: only the first is told. */
      sharedId?: string | undefined;
    }
  | { ignored: { code: string; message: string } };

export type Rule = (event: StripeEvent) => Told;

/** Another event of Stripe's tells it, better. */
export function toldBy(other: string): Told {
  return { ignored: { code: "told_by_another", message: `${other} tells of the same thing.` } };
}

/** There is nothing that anybody would want to be told. */
export function nothingToTell(why: string): Told {
  return { ignored: { code: "nothing_to_tell", message: why } };
}

/** A page of Stripe's dashboard, live or test as the event is. */
export function dashboardUrl(dashboard: string, kind: string, id: string | undefined): string | undefined {
  return id === undefined ? undefined : `${dashboard}/${kind}/${encodeURIComponent(id.toWellFormed())}`;
}
