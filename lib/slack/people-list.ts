import { z } from "zod";
import { askSlack, type Refusal } from "./ask";
import { type SlackUser, userBody, userOf } from "./people";

const page = z.object({
  ok: z.literal(true),
  members: z.array(userBody),
  response_metadata: z.looseObject({ next_cursor: z.string().nullish() }).nullish(),
});

/** Slack recommends up to 200 a page and allows 999; thousands of people must fit into a few calls. */
const pageSize = 999;
/** A cursor that leads nowhere must not keep us for ever. */
const maxPages = 40;

/** Who was listed, and why it is not everybody. */
export type PeopleListing = { people: SlackUser[]; stoppedBy: Refusal | "too_slow" | "too_many" | null };

type Options = {
  /** The workspace: needed with a token of a whole Slack organization. */
  teamId: string | null;
  /** Milliseconds for all pages together. */
  withinMs: number;
};

/**
 * Lists the people of a workspace (scope `users:read`); bots and those who left are passed over. Who was listed before
 * Slack stopped answering is kept.
 */
export async function listSlackPeople(token: string, { teamId, withinMs }: Options): Promise<PeopleListing> {
  const stopAt = performance.now() + withinMs;
  const found = new Map<string, SlackUser>();
  const done = (stoppedBy: PeopleListing["stoppedBy"]) => ({ people: [...found.values()], stoppedBy });
  let cursor = "";
  for (let number = 0; number < maxPages; number++) {
    const leftMs = Math.floor(stopAt - performance.now());
    if (leftMs < 250) return done("too_slow");
    const asked = await askSlack({
      method: "users.list",
      token,
      args: {
        limit: pageSize,
        ...(cursor === "" ? {} : { cursor }),
        ...(teamId === null ? {} : { team_id: teamId }),
      },
      schema: page,
      timeoutMs: leftMs,
    });
    if (!asked.ok) return done(asked);
    for (const user of asked.value.members.map(userOf))
      if (!user.isBot && !user.isDeactivated) found.set(user.id, user);
    cursor = asked.value.response_metadata?.next_cursor ?? "";
    if (cursor === "") return done(null);
  }
  return done("too_many");
}
