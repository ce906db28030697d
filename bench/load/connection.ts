import { connect } from "node:net";

/** What a request came to. */
export type Reply = { status: number; bytes: number };

/** One HTTP/1.1 connection that is kept. One request at a time. */
export type Connection = {
  /** @throws Error when the connection breaks before the answer is complete */
  send(request: Buffer): Promise<Reply>;
  close(): void;
};

const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

/** The answer if `data` holds all of it. JSON never contains a bare CRLF, so the last chunk cannot be mistaken. */
function complete(data: Buffer): Reply | undefined {
  const headEnd = data.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = data.toString("latin1", 0, headEnd);
  const bodyStart = headEnd + HEAD_END.length;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const isWhole =
    length === undefined
      ? data.length >= bodyStart + LAST_CHUNK.length && data.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)
      : data.length >= bodyStart + Number(length);
  return isWhole ? { status: Number(head.slice(9, 12)), bytes: data.length - bodyStart } : undefined;
}

/**
 * Opens a connection. Hand-made, because a load generator shares the machine with what it measures: this costs a
 * tenth of what node:http's client does.
 */
export function openConnection({ host, port }: { host: string; port: number }): Promise<Connection> {
  return new Promise((resolveOpen, rejectOpen) => {
    let waiting: { resolve(reply: Reply): void; reject(error: Error): void } | undefined;
    let received: Buffer | undefined;
    let broken: Error | undefined;
    const socket = connect({ host, port, noDelay: true });
    const fail = (error: Error) => {
      broken = error;
      rejectOpen(error);
      waiting?.reject(error);
      waiting = undefined;
    };
    socket.on("error", fail);
    socket.on("close", () => fail(broken ?? new Error("The connection was closed.")));
    socket.on("data", (part: Buffer) => {
      received = received ? Buffer.concat([received, part]) : part;
      const reply = complete(received);
      if (!reply) return;
      received = undefined;
      const { resolve } = waiting ?? {};
      waiting = undefined;
      resolve?.(reply);
    });
    const send = (request: Buffer) =>
      new Promise<Reply>((resolve, reject) => {
        if (broken) return reject(broken);
        waiting = { resolve, reject };
        socket.write(request);
      });
    socket.once("connect", () => resolveOpen({ send, close: () => socket.destroy() }));
  });
}
