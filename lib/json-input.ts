import type { z } from "zod";
import { AppError, type FieldError } from "./errors";
import { findDefect } from "./events/sanitize";
import { readJsonBody } from "./request-body";

/** Enough for any configuration; events have a limit of their own. */
const maxBytes = 256 * 1024;

type Issue = z.core.$ZodIssue;

const pointerOf = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** A key that we do not know is named by its own pointer, so that a misspelled setting is found at once. */
function errorsOf(issue: Issue): FieldError[] {
  if (issue.code !== "unrecognized_keys") return [{ pointer: pointerOf(issue.path), message: issue.message }];
  return issue.keys.map((key) => ({
    pointer: pointerOf([...issue.path, key]),
    message: "is not known here",
  }));
}

/**
 * The JSON body of a request, parsed by a schema.
 * @throws AppError as readJsonBody, and 422 `invalid_input` with a pointer for every complaint.
 */
export async function readInput<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const body = await readJsonBody(request, { maxBytes });
  const defect = findDefect(body);
  const parsed = defect ? undefined : schema.safeParse(body);
  if (parsed?.success) return parsed.data;
  throw new AppError("invalid", "The body cannot be used; see errors.", {
    code: "invalid_input",
    errors: defect ? [defect] : (parsed?.error.issues.flatMap(errorsOf) ?? []),
  });
}
