import { z } from "zod";
import { keyModes, keyScopes } from "@/db/enums";
import { listOf } from "@/lib/form";
import { displayName } from "@/lib/organizations/schema";

/** How long a new key may live, in days; empty for ever. */
const lifetime = z
  .union([z.literal(""), z.enum(["30", "90", "365"])], "Choose how long the key is valid.")
  .default("")
  .transform((days) => (days === "" ? undefined : Number(days)));

export const apiKeyInput = z.object({
  name: displayName,
  mode: z.enum(keyModes, "Choose live or test."),
  scopes: listOf(z.enum(keyScopes)).pipe(z.array(z.enum(keyScopes)).min(1, "Choose at least one scope.")),
  lifetimeDays: lifetime,
});

/** `overlapHours`: how long the old key stays valid (reliability: API keys). */
export const keyRotationInput = z.object({
  keyId: z.string(),
  overlapHours: z.enum(["0", "1", "24", "168"], "Choose how long the old key stays valid.").transform(Number),
});
export const keyIdInput = z.object({ keyId: z.string() });
