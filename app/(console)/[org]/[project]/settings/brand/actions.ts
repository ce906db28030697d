"use server";

import { refresh } from "next/cache";
import { memberAction } from "@/lib/action";
import { putBrand } from "@/lib/brands/commands";
import { brandInput } from "@/lib/brands/schema";

/** Says how the project's messages look and sound from the next event on. */
export const saveBrand = memberAction(
  { role: "member", schema: brandInput },
  async (scope, brand): Promise<void> => {
    await putBrand(scope, brand);
    refresh();
  },
);
