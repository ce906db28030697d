import type { Trouble } from "@/components/destinations/trouble-banner";
import type { Scope } from "@/lib/auth/scope";
import { listBroken } from "@/lib/destinations/queries";
import { listHeld } from "@/lib/repairs/queries";

/** What every page of the project should tell: destinations that are broken, and what is held for any. */
export async function listTroubles(scope: Scope): Promise<Trouble[]> {
  const [broken, held] = await Promise.all([listBroken(scope), listHeld(scope)]);
  const heldFor = new Map(held.map((item) => [item.destinationId, item]));
  const troubles = broken.map(({ id, name, lastError }): Trouble => {
    const item = heldFor.get(id);
    heldFor.delete(id);
    return {
      destinationId: id,
      name,
      why: lastError?.message ?? "Slack does not let Bellwire post there.",
      fix: lastError?.fix ?? null,
      isBroken: true,
      held: item ? { count: item.count, since: item.since.toISOString() } : null,
    };
  });
  const mended = [...heldFor.values()].map(
    ({ destinationId, destinationName, count, since }): Trouble => ({
      destinationId,
      name: destinationName,
      why: "It was mended, and what was held meanwhile waits for your word.",
      fix: null,
      isBroken: false,
      held: { count, since: since.toISOString() },
    }),
  );
  return [...troubles, ...mended];
}
