import { z } from "zod/mini";
import type { Asked } from "@/components/picker/use-search";

const channel = z.object({
  id: z.string(),
  name: z.string(),
  isPrivate: z.boolean(),
  isMember: z.boolean(),
  isShared: z.boolean(),
  memberCount: z.nullable(z.number()),
  canPost: z.boolean(),
  hint: z.nullable(z.string()),
});

const page = z.object({
  channels: z.array(channel),
  nextCursor: z.nullable(z.string()),
  complete: z.boolean(),
  incompleteBecause: z.nullable(z.string()),
  listedAt: z.nullable(z.string()),
});

const refusal = z.object({ detail: z.string() });

/** A Slack channel to choose. */
export type Channel = z.infer<typeof channel>;

/** Some of a workspace's channels, and how much of it that is. */
export type ChannelPage = z.infer<typeof page>;

/** Where to look: a project's own view of one workspace. */
export type ChannelPlace = {
  projectId: string;
  installationId: string;
  /** One of the workspaces of a whole Slack organization. */
  teamId?: string | undefined;
};

const unreadable = "The console could not be reached. Check your connection and try again.";

/** Asks for a page of channels whose name holds the text, or for the one whose id or link was pasted. @throws Error in words. */
export async function findChannels(
  { projectId, installationId, teamId }: ChannelPlace,
  { query, cursor, refresh }: Asked,
  signal: AbortSignal,
): Promise<ChannelPage> {
  const asked = new URLSearchParams({ project: projectId, installation: installationId });
  if (teamId !== undefined) asked.set("team", teamId);
  if (query !== "") asked.set("query", query);
  if (cursor !== undefined) asked.set("cursor", cursor);
  if (refresh) asked.set("refresh", "true");
  const response = await fetch(`/api/integrations/slack/channels?${asked}`, { signal, cache: "no-store" });
  const answer: unknown = await response.json().catch(() => undefined);
  const parsed = page.safeParse(answer);
  if (response.ok && parsed.success) return parsed.data;
  throw new Error(refusal.safeParse(answer).data?.detail ?? unreadable);
}
