import { request } from "node:http";

/** What came back, or `cut` when the far end hung up before an answer. */
export type RawAnswer = { status: number; text: string } | "cut";

type RawPost = {
  url: string;
  headers: Record<string, string>;
  /** The body in pieces; without a `content-length` header it goes out chunked. */
  pieces: Iterable<Buffer>;
};

/**
 * Posts a body as no well-behaved client would: of any size, with or without its length. Goes on reading while it
 * writes, because a server may answer, and stop listening, in the middle of it.
 */
export function rawPost({ url, headers, pieces }: RawPost): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let answered = false;
    const call = request(url, { method: "POST", headers, agent: false }, (response) => {
      answered = true;
      const parts: Buffer[] = [];
      const finish = () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") });
        call.destroy();
      };
      response.on("data", (part: Buffer) => parts.push(part));
      response.once("end", finish);
      response.once("error", finish);
    });
    call.once("error", () => {
      if (!answered) resolve("cut");
    });
    for (const piece of pieces) call.write(piece);
    call.end();
  });
}
