import { z } from "zod";

export const appRecord = z.object({
  id: z.string(),
  name: z.string(),
  /** A custom-made app of a customer has no credentials here: it only owns webhooks. */
  clientId: z.string().nullable(),
  clientSecret: z.string().nullable(),
  signingSecret: z.string(),
  redirectUrls: z.array(z.string()),
  /** Bot scopes that the installing person may untick. */
  optionalScopes: z.array(z.string()),
  tokenRotation: z.boolean(),
  /** Origin of the app's own web server; the simulator appends the request paths. */
  requestOrigin: z.string().nullable(),
});
export type App = z.infer<typeof appRecord>;

export const enterpriseRecord = z.object({ id: z.string(), name: z.string() });
export type Enterprise = z.infer<typeof enterpriseRecord>;

export const teamRecord = z.object({
  id: z.string(),
  name: z.string(),
  domain: z.string(),
  enterpriseId: z.string().nullable(),
  state: z.enum(["active", "migrating", "disabled"]),
});
export type Team = z.infer<typeof teamRecord>;

export const userRecord = z.object({
  id: z.string(),
  teamId: z.string(),
  name: z.string(),
  realName: z.string(),
  title: z.string(),
  email: z.string(),
  deleted: z.boolean(),
  isBot: z.boolean(),
  isAdmin: z.boolean(),
});
export type User = z.infer<typeof userRecord>;

export const channelRecord = z.object({
  id: z.string(),
  teamId: z.string(),
  name: z.string(),
  kind: z.enum(["public", "private", "im"]),
  archived: z.boolean(),
  isGeneral: z.boolean(),
  creator: z.string(),
  /** Unix seconds. */
  created: z.number(),
  members: z.array(z.string()),
  topic: z.string(),
  purpose: z.string(),
  /** What an admin allows here. */
  posting: z.enum(["everyone", "read_only", "thread_only", "non_threadable"]),
});
export type Channel = z.infer<typeof channelRecord>;
