import type { z } from "zod";
import { AppError } from "./errors";

/**
 * The query parameters of a request, parsed. A parameter that we do not know is refused, so that a misspelled filter
 * never looks like an empty answer.
 * @throws AppError 422 `invalid_query` naming the parameter.
 */
export function parseQuery<Schema extends z.ZodType>(request: Request, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", "A query parameter is not valid.", {
    code: "invalid_query",
    errors: parsed.error.issues.map((issue) => ({
      pointer: `?${issue.path.join(".")}`,
      message: issue.message,
    })),
  });
}
