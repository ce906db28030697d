"use server";

import { revalidatePath } from "next/cache";
import { memberAction } from "@/lib/action";
import { updateCustomerSettings } from "@/lib/customers/commands";
import { customerSettingsForm } from "@/lib/customers/settings-form";

const update = memberAction({ role: "admin", schema: customerSettingsForm }, async (scope, input) => {
  await updateCustomerSettings(scope, input);
  revalidatePath("/[org]/[project]", "layout");
});

/** Changes how the project reads its customers. */
export const updateCustomerSettingsAction: typeof update = async (...given) => update(...given);
