import { sql } from "drizzle-orm";
import { brands } from "@/db/schema";
import type { Scope } from "@/lib/auth/scope";
import { changePlaybook } from "@/lib/playbook/commands";
import { readBrand } from "./queries";
import type { Brand } from "./schema";

/** Says how the project's messages look and sound from the next event on. What is as it was leaves no trace. */
export async function putBrand(scope: Scope, brand: Brand): Promise<void> {
  await changePlaybook(scope, async (tx, record) => {
    const before = await readBrand(tx, scope);
    if (JSON.stringify(before) === JSON.stringify({ ...before, ...brand })) return;
    await tx
      .insert(brands)
      .values({ ...brand, projectId: scope.projectId })
      .onConflictDoUpdate({ target: brands.projectId, set: { ...brand, updatedAt: sql`now()` } });
    await record({ action: "brand.update", targetId: scope.projectId, before, after: brand });
  });
}
