import { AppError } from "@/lib/errors";

/** What a workspace let us do about its people, and what to say of the rest. */
export type PeopleAccess = {
  canWrite: boolean;
  canList: boolean;
  canFindByEmail: boolean;
  /** What is missing, in a sentence; null for nothing. Connecting again grants it. */
  missing: string | null;
};

const again = "Connect Slack again and tick it.";

/** Reads from the granted scopes what can be done; each of the three is optional in the consent. */
export function peopleAccess(scopes: readonly string[]): PeopleAccess {
  const canWrite = scopes.includes("im:write");
  const canList = scopes.includes("users:read");
  const canFindByEmail = canList && scopes.includes("users:read.email");
  const missing = !canWrite
    ? `Bellwire may not write to people in this workspace: that permission was not granted. ${again}`
    : !canList
      ? `People cannot be listed here: that permission was not granted. ${again} Until then, paste a member id.`
      : !canFindByEmail
        ? `People cannot be found by e-mail here: that permission was not granted. ${again} Until then, choose them by name.`
        : null;
  return { canWrite, canList, canFindByEmail, missing };
}

/** The workspace let nobody be written to. */
export function mayNotWrite({ missing }: PeopleAccess): AppError {
  return new AppError("conflict", missing ?? again, { code: "missing_scope" });
}
