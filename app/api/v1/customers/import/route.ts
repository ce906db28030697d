import { after } from "next/server";
import { z } from "zod";
import { environments } from "@/db/enums";
import { watchChanges } from "@/inngest/watch";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { importCustomers } from "@/lib/customers/commands";
import { readCustomerFile } from "@/lib/customers/import-file";
import { countKnown, environmentFor } from "@/lib/customers/queries";
import { AppError } from "@/lib/errors";
import { parseQuery } from "@/lib/page-query";
import { readText } from "@/lib/request-body";
import { GET as getOne, PATCH as patchOne, PUT as putOne } from "../[customerId]/route";

export const maxDuration = 60;

const maxBytes = 4 * 1024 * 1024;

const importQuery = z.strictObject({
  dryRun: z.stringbool().default(false),
  environment: z.enum(environments).optional(),
});

/** Takes customers from a file of comma-separated values; with `?dryRun=true` only says what it would do. */
export const POST = apiRoute({ scope: "events:write" }, async (request, { scope }) => {
  const { dryRun, environment: asked } = parseQuery(request, importQuery);
  const environment = environmentFor(scope, asked);
  const { rows, errors, rejected } = readCustomerFile(await readText(request, { maxBytes }));
  if (rows.size === 0 && rejected > 0) {
    throw new AppError("invalid", "None of the rows can be used; see errors.", {
      code: "all_rejected",
      errors: errors.map(({ line, column, message }) => ({
        pointer: column === null ? `line ${line}` : `line ${line}, ${column}`,
        message,
      })),
    });
  }
  const created = dryRun
    ? rows.size - (await countKnown(scope, environment, [...rows.keys()]))
    : (await importCustomers(scope, { environment, now: new Date() }, rows)).created;
  if (!dryRun) after(watchChanges(scope));
  return Response.json({ dryRun, created, updated: rows.size - created, rejected, errors });
});

// “import” may be a customer's id as well.
const itself = () => ({ params: Promise.resolve({ customerId: "import" }) });
export const GET = (request: Request) => getOne(request, itself());
export const PUT = (request: Request) => putOne(request, itself());
export const PATCH = (request: Request) => patchOne(request, itself());
export const DELETE = methodNotAllowed("GET", "POST", "PUT", "PATCH");
