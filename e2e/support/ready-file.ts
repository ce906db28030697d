import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

const readySchema = z.object({
  web: z.url(),
  slack: z.url(),
  mail: z.url(),
  databaseUrl: z.string(),
  signInUrl: z.url(),
  email: z.email(),
  organization: z.string(),
  project: z.string(),
  apiKey: z.string(),
  pids: z.object({
    web: z.int(),
    postgres: z.int(),
    slack: z.int(),
    mail: z.int(),
    engine: z.int(),
  }),
});

/** What the ready file says (the API reference, "On one machine"). */
export type Ready = z.infer<typeof readySchema>;
export type PartName = keyof Ready["pids"];
export const partNames = ["web", "postgres", "slack", "mail", "engine"] as const satisfies PartName[];

/** The ready file's content; undefined while it is not there. @throws when it is not what was promised */
export function readReadyFile(file: string): Ready | undefined {
  return existsSync(file) ? readySchema.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;
}
