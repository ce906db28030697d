import { AppError } from "./errors";

type Limits = { maxBytes: number };

function tooLarge(maxBytes: number): AppError {
  return new AppError("too_large", `The body is larger than ${maxBytes} bytes. Send it in smaller parts.`, {
    code: "payload_too_large",
  });
}

const malformed = (detail: string) => new AppError("malformed", detail, { code: "malformed_json" });

function refuseEarly(headers: Headers, maxBytes: number): void {
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
  if (Number(headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
}

async function collect(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      reader.cancel().catch(() => {});
      throw tooLarge(maxBytes);
    }
    parts.push(part.value);
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, size);
}

/**
 * The raw bytes of a body, never more than `maxBytes` of them in memory: refused by its declared length before reading,
 * and counted while it streams in when no length (or a false one) is declared.
 * @throws AppError 413 `payload_too_large`, 415 `unsupported_content_encoding`, 400 `incomplete_body` when the sender hangs up.
 */
export async function readBytes(request: Request, { maxBytes }: Limits): Promise<Uint8Array> {
  refuseEarly(request.headers, maxBytes);
  if (!request.body) return new Uint8Array();
  try {
    return await collect(request.body, maxBytes);
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
