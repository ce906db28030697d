import { AppError } from "@/lib/errors";

/** The name is another destination's. */
export function nameTaken(name: string): AppError {
  return new AppError("conflict", `There is a destination named “${name}” already. Choose another name.`, {
    code: "name_taken",
    errors: [{ pointer: "/name", message: "is taken by another destination of this project" }],
  });
}

/** The project leads there already; says by which destination. */
export function placeTaken(by: { id: string; name: string }, pointer: string): AppError {
  return new AppError("conflict", `The destination “${by.name}” leads there already. Use that one.`, {
    code: "destination_exists",
    errors: [{ pointer, message: `is what “${by.name}” (${by.id}) uses` }],
  });
}

export function tooMany(limit: number): AppError {
  const detail = `A project holds up to ${limit} destinations. Delete some that are not used.`;
  return new AppError("conflict", detail, { code: "too_many_destinations" });
}

/** What was pasted is no incoming webhook's address. */
export function badUrl(reason: string): AppError {
  return new AppError("invalid", reason, {
    code: "invalid_webhook_url",
    errors: [{ pointer: "/url", message: reason }],
  });
}

export function hasNoUrl(): AppError {
  return new AppError("invalid", "Only a pasted webhook has a URL.", {
    code: "no_url",
    errors: [{ pointer: "/url", message: "is not known for this kind of destination" }],
  });
}

export function hasNoMailboxes(): AppError {
  return new AppError(
    "invalid",
    "Only a mail destination has recipients, a subject prefix and a reply address.",
    {
      code: "no_mailboxes",
      errors: [{ pointer: "/recipients", message: "is not known for this kind of destination" }],
    },
  );
}

/** Routes lead there; names the first three. */
export function inUse(routes: readonly string[]): AppError {
  const shown = routes.slice(0, 3).map((name) => `“${name}”`);
  const rest = routes.length - shown.length;
  const list = rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
  const detail = `Routes send here: ${list}. Move or delete them first, or delete them with it.`;
  return new AppError("conflict", detail, { code: "destination_in_use" });
}

/** The destination cannot stand in for others; `why` continues “This destination …”. */
export function noFallback(why: string): AppError {
  return new AppError("invalid", `This destination ${why}.`, {
    code: "unfit_fallback",
    errors: [{ pointer: "/destinationId", message: `This destination ${why}.` }],
  });
}
