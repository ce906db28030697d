import { describe, expect, test } from "vitest";
import { AppError } from "./errors";
import { readJsonBody } from "./request-body";

const maxBytes = 64;

function post(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  return new Request("http://127.0.0.1/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

function streamed(...parts: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(typeof part === "string" ? Buffer.from(part) : part);
      controller.close();
    },
  });
}

async function refusalOf(
  request: Request,
  patience?: { bytes: number; milliseconds: number },
): Promise<string> {
  try {
    await readJsonBody(request, patience ? { maxBytes, patience } : { maxBytes });
  } catch (error) {
    if (error instanceof AppError) return `${error.status} ${error.code}`;
    throw error;
  }
  throw new Error("It was not refused.");
}

describe("readJsonBody", () => {
  test.each(['{"a":1}', "[]", "null", '"é😀"', " 1 "])("reads %s", async (text) => {
    expect(await readJsonBody(post(text), { maxBytes })).toEqual(JSON.parse(text));
  });

  test("reads what arrives in parts, also when a character is cut in two", async () => {
    const bytes = Buffer.from('{"name":"é"}');
    const body = streamed(bytes.subarray(0, 10), bytes.subarray(10));
    expect(await readJsonBody(post(body), { maxBytes })).toEqual({ name: "é" });
  });

  test("a body of exactly the limit passes, one byte more does not", async () => {
    const fits = JSON.stringify("x".repeat(maxBytes - 2));
    expect(await readJsonBody(post(streamed(fits)), { maxBytes })).toHaveLength(maxBytes - 2);
    expect(await refusalOf(post(streamed(`${fits} `)))).toBe("413 payload_too_large");
  });

  test("a declared length over the limit is refused whatever comes, once the sender has been heard out", async () => {
    let left = 3;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (left-- > 0) controller.enqueue(new Uint8Array(16));
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    expect(await refusalOf(post(body, { "content-length": "65" }))).toBe("413 payload_too_large");
    expect(left).toBe(-1);
  });

  test.each([undefined, "1000000"])(
    "an endless body (declared: %s) is heard out only so far",
    async (declared) => {
      let sent = 0;
      let isCut = false;
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 16;
          controller.enqueue(new Uint8Array(16).fill(0x20));
        },
        cancel() {
          isCut = true;
        },
      });
      const request = post(endless, declared === undefined ? {} : { "content-length": declared });
      expect(await refusalOf(request, { bytes: 256, milliseconds: 60_000 })).toBe("413 payload_too_large");
      expect(sent).toBeLessThan(maxBytes + 256 + 64);
      expect(isCut).toBe(true);
    },
  );

  test("a sender that stalls after it was refused is not waited for", async () => {
    const stalled = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(maxBytes + 1));
        return new Promise<void>(() => {});
      },
    });
    expect(await refusalOf(post(stalled), { bytes: 256, milliseconds: 1 })).toBe("413 payload_too_large");
  });

  test("a sender that hangs up while it is heard out has been refused all the same", async () => {
    let hasBegun = false;
    const cut = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (hasBegun) controller.error(new Error("aborted"));
        else controller.enqueue(new Uint8Array(maxBytes + 1));
        hasBegun = true;
      },
    });
    expect(await refusalOf(post(cut))).toBe("413 payload_too_large");
  });

  test.each([
    ["", "400 malformed_json"],
    ["   ", "400 malformed_json"],
    ["{", "400 malformed_json"],
    ["{'a':1}", "400 malformed_json"],
    ["a=1&b=2", "400 malformed_json"],
    ["NaN", "400 malformed_json"],
  ])("%j is %s", async (text, refusal) => {
    expect(await refusalOf(post(text))).toBe(refusal);
  });

  test("no body at all is malformed", async () => {
    expect(await refusalOf(post(null))).toBe("400 malformed_json");
  });

  test.each([[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]])(
    "bytes that are not UTF-8 are malformed",
    async (...bytes) => {
      const quoted = Buffer.from([0x22, ...bytes, 0x22]);
      expect(await refusalOf(post(streamed(quoted)))).toBe("400 malformed_json");
    },
  );

  test.each(["gzip", "br", "deflate", "identity, gzip", "GZIP"])(
    "Content-Encoding %s is not supported",
    async (encoding) => {
      expect(await refusalOf(post("{}", { "content-encoding": encoding }))).toBe(
        "415 unsupported_content_encoding",
      );
    },
  );

  test("Content-Encoding identity is nothing special", async () => {
    expect(await readJsonBody(post("{}", { "content-encoding": "identity" }), { maxBytes })).toEqual({});
  });

  test("a sender that hangs up is the sender's fault, not the database's", async () => {
    const cut = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
      },
    });
    expect(await refusalOf(post(cut))).toBe("400 incomplete_body");
  });
});
