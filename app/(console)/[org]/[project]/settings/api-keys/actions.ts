"use server";

import { revalidatePath } from "next/cache";
import { memberAction } from "@/lib/action";
import { createApiKey, revokeApiKey, rotateApiKey } from "@/lib/projects/commands";
import { apiKeyInput, keyIdInput, keyRotationInput } from "@/lib/projects/schema";

const page = "/[org]/[project]/settings/api-keys";
const day = 24 * 60 * 60 * 1_000;

const create = memberAction(
  { role: "admin", schema: apiKeyInput },
  async (scope, { lifetimeDays, ...input }) => {
    const expiresAt = lifetimeDays === undefined ? undefined : new Date(Date.now() + lifetimeDays * day);
    const { key, secretOnce } = await createApiKey(scope, { ...input, expiresAt });
    revalidatePath(page, "page");
    return { name: key.name, secretOnce };
  },
);

const rotate = memberAction(
  { role: "admin", schema: keyRotationInput },
  async (scope, { keyId, overlapHours }) => {
    const { key, secretOnce } = await rotateApiKey(scope, keyId, overlapHours, new Date());
    revalidatePath(page, "page");
    return { name: key.name, secretOnce };
  },
);

const revoke = memberAction({ role: "admin", schema: keyIdInput }, async (scope, { keyId }) => {
  await revokeApiKey(scope, keyId, new Date());
  revalidatePath(page, "page");
});

/** Makes a key and hands it over, once. */
export const createApiKeyAction: typeof create = async (...given) => create(...given);
/** Replaces a key; the old one lives on for the overlap. */
export const rotateApiKeyAction: typeof rotate = async (...given) => rotate(...given);
/** Refuses a key from now on. */
export const revokeApiKeyAction: typeof revoke = async (...given) => revoke(...given);
