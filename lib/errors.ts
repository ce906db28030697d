export type FieldError = { pointer: string; message: string };

const statusOf = {
  invalid: 422,
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  rate_limited: 429,
  unavailable: 503,
} as const;
export type ErrorKind = keyof typeof statusOf;

type Options = { code?: string; errors?: FieldError[]; retryAfterSeconds?: number; cause?: unknown };

/** A refusal that is meant to be read by whoever asked: what happened and what to do. Anything else thrown is a bug. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly kind: ErrorKind;
  readonly code: string;
  readonly errors: FieldError[];
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: ErrorKind, detail: string, options: Options = {}) {
    super(detail, { cause: options.cause });
    this.kind = kind;
    this.code = options.code ?? kind;
    this.errors = options.errors ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return statusOf[this.kind];
  }
}

/** The same words for a missing thing and for another tenant's, so that nothing can be probed. */
export function notFound(): AppError {
  return new AppError("not_found", "There is nothing here with that id.");
}

const connectionCodes = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "53100",
  "25006",
  "08006",
  "08001",
  "08003",
]);

/** Whether an error means that Postgres cannot be reached or cannot write just now: worth a 503 and another try. */
export function isDatabaseUnavailable(error: unknown): boolean {
  let current: unknown = error;
  for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
    const code = "code" in current ? current.code : undefined;
    if (typeof code === "string" && connectionCodes.has(code)) return true;
    current = current.cause;
  }
  return false;
}

/** Turns what went wrong into the refusal to answer with; undefined for a bug, which must stay opaque. */
export function asRefusal(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (isDatabaseUnavailable(error)) {
    return new AppError(
      "unavailable",
      "Bellwire cannot reach its database just now. Nothing was stored; send it again.",
      {
        code: "database_unavailable",
        retryAfterSeconds: 2,
        cause: error,
      },
    );
  }
  return undefined;
}
