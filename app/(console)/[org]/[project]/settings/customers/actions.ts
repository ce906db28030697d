"use server";

import { revalidatePath } from "next/cache";
import { after } from "next/server";
import { z } from "zod";
import { watchChanges, watchRules } from "@/inngest/watch";
import { memberAction } from "@/lib/action";
import { importCustomers, updateCustomerSettings } from "@/lib/customers/commands";
import { type CustomerFile, readCustomerFile } from "@/lib/customers/import-file";
import { countKnown } from "@/lib/customers/queries";
import { customerSettingsForm } from "@/lib/customers/settings-form";
import { AppError } from "@/lib/errors";

const update = memberAction({ role: "admin", schema: customerSettingsForm }, async (scope, input) => {
  await updateCustomerSettings(scope, input);
  after(watchRules(scope));
  revalidatePath("/[org]/[project]", "layout");
});

/** What stands in its way is told in one sentence: the form has no field for a line of the file. */
function readFile(csv: string): CustomerFile {
  try {
    return readCustomerFile(csv);
  } catch (error) {
    throw error instanceof AppError ? new AppError("invalid", error.message) : error;
  }
}

const importInput = z.object({
  csv: z.string().min(1, "Choose a file, or paste its lines."),
  mode: z.enum(["check", "import"]),
});

const takeIn = memberAction({ role: "member", schema: importInput }, async (scope, { csv, mode }) => {
  const { rows, errors, rejected } = readFile(csv);
  const environment = "production";
  const isImported = mode === "import";
  const created = isImported
    ? (await importCustomers(scope, { environment, now: new Date() }, rows)).created
    : rows.size - (await countKnown(scope, environment, [...rows.keys()]));
  if (isImported) after(watchChanges(scope));
  if (isImported) revalidatePath("/[org]/[project]", "layout");
  return {
    isImported,
    created,
    updated: rows.size - created,
    rejected,
    errors: errors.slice(0, 20),
    kept: isImported ? "" : csv,
  };
});

/** Adds and changes customers from a CSV file, or says what that would do. */
export const importCustomersAction: typeof takeIn = async (...given) => takeIn(...given);
/** Changes how the project reads its customers. */
export const updateCustomerSettingsAction: typeof update = async (...given) => update(...given);
