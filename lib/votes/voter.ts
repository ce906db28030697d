import type { Actor } from "@/lib/auth/scope";

/** Whose voice it is: one each, wherever it is raised. */
export function voterOf(actor: Actor): string {
  switch (actor.kind) {
    case "member":
      return actor.userId;
    case "api_key":
      return actor.keyId;
    case "slack_user":
      return `slack:${actor.teamId}/${actor.userId}`;
    case "system":
      return actor.job;
  }
}
