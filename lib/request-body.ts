import { AppError } from "./errors";

type Limits = {
  maxBytes: number;
  /** How much of a refused body is still taken off the wire, unseen, and for how long. */
  patience?: Patience;
};
type Patience = { bytes: number; milliseconds: number };

const usualPatience: Patience = { bytes: 64 * 1024 * 1024, milliseconds: 5_000 };

function tooLarge(maxBytes: number): AppError {
  return new AppError("too_large", `The body is larger than ${maxBytes} bytes. Send it in smaller parts.`, {
    code: "payload_too_large",
  });
}

const malformed = (detail: string) => new AppError("malformed", detail, { code: "malformed_json" });

function refuseCompressed(headers: Headers): void {
  const encoding = headers.get("content-encoding")?.trim().toLowerCase();
  if (encoding && encoding !== "identity") {
    throw new AppError(
      "unsupported",
      "Compressed bodies are not accepted. Send it without Content-Encoding.",
      {
        code: "unsupported_content_encoding",
      },
    );
  }
}

/**
 * Reads on without keeping anything. A connection that is closed while its sender still writes is reset, and the sender
 * then never sees the answer that it was closed with (RFC 9112 §9.6).
 */
async function discard(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { bytes, milliseconds }: Patience,
): Promise<void> {
  const hangUp = () => void reader.cancel().catch(() => {});
  const timer = setTimeout(hangUp, milliseconds);
  try {
    let size = 0;
    for (let part = await reader.read(); !part.done && size <= bytes; part = await reader.read())
      size += part.value.byteLength;
  } catch {
    // Whoever hangs up on a refusal has no more to hear.
  } finally {
    clearTimeout(timer);
    hangUp();
  }
}

type Refusable = Required<Limits>;

async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { maxBytes, patience }: Refusable,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      parts.length = 0;
      await discard(reader, patience);
      throw tooLarge(maxBytes);
    }
    parts.push(part.value);
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, size);
}

/**
 * The raw bytes of a body, never more than `maxBytes` of them in memory: refused by its declared length, and counted while
 * it streams in when no length (or a false one) is declared. The rest of a refused body is taken in and thrown away, up to
 * a bound, so that its sender gets to see the answer.
 * @throws AppError 413 `payload_too_large`, 415 `unsupported_content_encoding`, 400 `incomplete_body` when the sender hangs up.
 */
export async function readBytes(
  request: Request,
  { maxBytes, patience = usualPatience }: Limits,
): Promise<Uint8Array> {
  refuseCompressed(request.headers);
  if (!request.body) return new Uint8Array();
  const reader = request.body.getReader();
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) {
    await discard(reader, patience);
    throw tooLarge(maxBytes);
  }
  try {
    return await collect(reader, { maxBytes, patience });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("malformed", "The body ended before it was complete.", {
      code: "incomplete_body",
      cause: error,
    });
  }
}

/**
 * The body as text. @throws as readBytes, and 400 `malformed_json` when it is not valid UTF-8.
 */
export async function readText(request: Request, limits: Limits): Promise<string> {
  const bytes = await readBytes(request, limits);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw malformed("The body is not valid UTF-8.");
  }
}

/**
 * The body as JSON, whatever its Content-Type says (curl -d sends none that fits).
 * @throws as readText, and 400 `malformed_json` when it is empty or does not parse.
 */
export async function readJsonBody(request: Request, limits: Limits): Promise<unknown> {
  const text = await readText(request, limits);
  if (text.trim() === "") throw malformed("The body is empty. Send a JSON document.");
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("The body is not a JSON document.");
  }
}
