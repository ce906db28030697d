import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { brands } from "@/db/schema";
import { inScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { type Brand, brandInput, houseBrand } from "./schema";

/** A project's brand within a transaction; the house's while it has none. */
export async function readBrand(tx: Transaction, scope: Scope): Promise<Brand> {
  const [row] = await tx
    .select({
      name: brands.name,
      iconUrl: brands.iconUrl,
      color: brands.color,
      locale: brands.locale,
      tone: brands.tone,
      customerUrl: brands.customerUrl,
    })
    .from(brands)
    .where(eq(brands.projectId, scope.projectId));
  return row ? brandInput.parse(row) : houseBrand;
}

/** How the project's messages look and sound. */
export async function getBrand(scope: Scope): Promise<Brand> {
  return inScope(scope, (tx) => readBrand(tx, scope));
}
