import { connect, createServer, type Socket } from "node:net";

/** What a wire does with the server's next answer to a whole mail. */
export type Spoil =
  /** The server's answer is replaced by this one. `keepsMail` says whether it was handed over before. */
  | { kind: "says"; text: string; keepsMail: boolean }
  /** Nothing more is said. */
  | { kind: "hangs"; after: string; keepsMail: boolean }
  /** The line goes dead. */
  | { kind: "breaks"; after: string; keepsMail: boolean };

export type Wire = { port: number; spoilNext: (spoil: Spoil | null) => void; stop: () => Promise<void> };

const endOfMail = "\r\n.\r\n";

/** Holds back the end of a mail, so that the server never has the whole of it. */
function withheld(chunk: Buffer): Buffer {
  return chunk.subarray(0, chunk.length - endOfMail.length);
}

function spoilConnection(client: Socket, server: Socket, spoil: Spoil): void {
  const finish = () => {
    if (spoil.kind === "says") client.write(spoil.text);
    else if (spoil.after !== "") client.write(spoil.after);
    if (spoil.kind === "breaks") client.end(() => client.destroy());
  };
  server.removeAllListeners("data");
  if (!spoil.keepsMail) {
    server.destroy();
    finish();
  } else {
    // The server has taken it; what it says of that never arrives.
    server.once("data", finish);
  }
}

/**
 * Stands between a mail's sender and a real SMTP server, and spoils the answer to a whole mail: after the final dot, where
 * nobody can know what became of it.
 */
export async function startSpoiledWire(serverPort: number): Promise<Wire> {
  let next: Spoil | null = null;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(serverPort, "127.0.0.1");
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => open.delete(socket));
    }
    upstream.on("data", (chunk) => client.write(chunk));
    upstream.on("end", () => client.end());
    client.on("end", () => upstream.end());
    let tail = "";
    client.on("data", (chunk: Buffer) => {
      tail = (tail + chunk.toString("latin1")).slice(-endOfMail.length);
      const spoil = tail === endOfMail ? next : null;
      if (!spoil) return upstream.write(chunk);
      next = null;
      if (spoil.keepsMail) upstream.write(chunk);
      else upstream.write(withheld(chunk));
      return spoilConnection(client, upstream, spoil);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    spoilNext: (spoil) => {
      next = spoil;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
