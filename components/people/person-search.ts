import { z } from "zod/mini";
import type { ChannelPlace } from "@/components/channels/channel-search";
import type { Asked } from "@/components/picker/use-search";

const person = z.object({ id: z.string(), name: z.string(), handle: z.string() });

const page = z.object({
  people: z.array(person),
  nextCursor: z.nullable(z.string()),
  complete: z.boolean(),
  incompleteBecause: z.nullable(z.string()),
  listedAt: z.nullable(z.string()),
});

const refusal = z.object({ detail: z.string() });

/** A person of a Slack workspace, to choose. */
export type Person = z.infer<typeof person>;

/** Some of a workspace's people, and how much of it that is. */
export type PeoplePage = z.infer<typeof page>;

const unreadable = "The console could not be reached. Check your connection and try again.";

/** Asks for a page of people whose name holds the text. @throws Error in words. */
export async function findPeople(
  { projectId, installationId, teamId }: ChannelPlace,
  { query, cursor, refresh }: Asked,
  signal: AbortSignal,
): Promise<PeoplePage> {
  const asked = new URLSearchParams({ project: projectId, installation: installationId });
  if (teamId !== undefined) asked.set("team", teamId);
  if (query !== "") asked.set("query", query);
  if (cursor !== undefined) asked.set("cursor", cursor);
  if (refresh) asked.set("refresh", "true");
  const response = await fetch(`/api/integrations/slack/people?${asked}`, { signal, cache: "no-store" });
  const answer: unknown = await response.json().catch(() => undefined);
  const parsed = page.safeParse(answer);
  if (response.ok && parsed.success) return parsed.data;
  throw new Error(refusal.safeParse(answer).data?.detail ?? unreadable);
}
