import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { destinations, projects } from "@/db/schema";
import type { Scope } from "@/lib/auth/scope";
import { isId } from "@/lib/id";
import { changePlaybook } from "@/lib/playbook/commands";
import { noFallback } from "../refusals";

async function refuseUnfit(tx: Transaction, scope: Scope, id: string): Promise<void> {
  const [found] = isId("destination", id)
    ? await tx
        .select()
        .from(destinations)
        .where(and(eq(destinations.projectId, scope.projectId), eq(destinations.id, id)))
        .for("update")
    : [];
  if (!found) throw noFallback("is not a destination of this project");
  if (!found.enabled) throw noFallback("is switched off: turn it on first");
  if (found.status === "broken") throw noFallback("is broken itself: mend it first, or choose another one");
}

/**
 * Chooses where critical notifications go while their own destination is broken; null for nowhere.
 * @throws AppError `invalid` (/destinationId) for a destination that is not the project's, is switched off or is broken.
 */
export async function setFallbackDestination(scope: Scope, destinationId: string | null): Promise<void> {
  await changePlaybook(scope, async (tx, record) => {
    const isThis = eq(projects.id, scope.projectId);
    const [before] = await tx
      .select({ fallbackDestinationId: projects.fallbackDestinationId })
      .from(projects)
      .where(isThis);
    if (!before || before.fallbackDestinationId === destinationId) return;
    if (destinationId !== null) await refuseUnfit(tx, scope, destinationId);
    const after = { fallbackDestinationId: destinationId };
    await tx.update(projects).set(after).where(isThis);
    await record({ action: "project.set_fallback", targetId: scope.projectId, before, after });
  });
}
