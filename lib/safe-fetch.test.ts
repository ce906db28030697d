import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSafePost, type Resolve } from "./safe-fetch";
import type { Reach } from "./webhooks/endpoint";

/** Somebody inside the network, on IPv4 and IPv6. Nobody may ever get there. */
const inside: Server[] = [];
let hits = 0;
let port = 0;

const listen = async (host: string, at: number) => {
  const server = createServer((_, response) => {
    hits++;
    response.end("inside");
  });
  server.on("connection", () => hits++);
  server.listen(at, host);
  await once(server, "listening");
  inside.push(server);
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
};

beforeAll(async () => {
  port = await listen("127.0.0.1", 0);
  await listen("::1", port);
});
afterAll(() => {
  for (const server of inside) server.close();
});

/** Only the inner listener's port is open, so that no form is refused for its port alone. */
const publicOnly = (): Reach => ({ addresses: "public", ports: [443, port] });
const tries = (url: string, resolve?: Resolve) => {
  const { post, close } = createSafePost(publicOnly(), resolve);
  const attempt = post({ url, headers: {}, body: "{}", withinMs: 2_000 });
  return attempt.finally(close);
};

/** Ways to write this machine, this network and what is no place of the internet. */
const hosts = [
  ...[
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.127.127.127",
    "0",
    "0.0.0.0",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7F.1",
  ],
  ...["0177.0.0.1", "0177.0.0.01", "2130706433", "017700000001", "127.0.0.1.", "127.0.0.1..", "①②⑦.0.0.1"],
  ...["１２７.０.０.１", "127。0。0。1", "127．0．0．1", "127｡0｡0｡1", "%31%32%37.0.0.1", "127.0.0.%31"],
  ...["10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.255.255"],
  ...[
    "169.254.169.254",
    "169.254.0.1",
    "100.64.0.1",
    "100.127.255.254",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
  ],
  ...["198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1"],
  ...[
    "255.255.255.255",
    "192.88.99.1",
    "0xa9fea9fe",
    "2852039166",
    "0251.0376.0251.0376",
    "0xA9.254.0251.254",
  ],
  ...["[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"],
  ...[
    "[::FFFF:7F00:0001]",
    "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[::127.0.0.1]",
    "[::7f00:1]",
  ],
  ...["[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]", "[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]"],
  ...["[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]", "[2001:0:7f00:1::]", "[2001:db8::1]"],
  ...["[fe80::1]", "[fe80::1%25lo]", "[fec0::1]", "[fc00::1]", "[fd00::1]", "[fdff:ffff::1]", "[ff02::1]"],
  ...["[100::1]", "[5f00::1]", "[3fff::1]", "[2001:10::1]", "[4000::1]", "[::2]", "[::ffff:0.0.0.0]"],
  ...[
    "localhost",
    "LOCALHOST",
    "localhost.",
    "ｌｏｃａｌｈｏｓｔ",
    "foo.localhost",
    "a.b.localhost",
    "db",
    "metadata",
  ],
  ...["metadata.google.internal", "printer.local", "router.lan", "host.docker.internal", "x.localdomain"],
  ...["nas.home.arpa", "kubernetes", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "wiki.corp", "wiki.intranet"],
];
const forms = [
  ...hosts.map((host) => `https://${host}:PORT/`),
  ...["http://127.0.0.1:PORT/", "http://[::1]:PORT/", "http://localhost:PORT/", "http://example.com:PORT/"],
  ...[
    "https://user:pass@127.0.0.1:PORT/",
    "https://example.com@127.0.0.1:PORT/",
    "https://user@example.com/",
  ],
  ...[
    "https://127.0.0.1:PORT\\@example.com/",
    "https:\\\\127.0.0.1:PORT/",
    "https:/127.0.0.1:PORT/",
    "//127.0.0.1:PORT/",
  ],
  ...[
    "https:127.0.0.1:PORT",
    "https://127.0.0.1\t:PORT/",
    "https://127.0.0.1\n:PORT/",
    "https://127.0.0.1 :PORT/",
  ],
  ...[
    "https://example.com:22/",
    "https://example.com:25/",
    "https://example.com:0/",
    "https://example.com:6379/",
  ],
  ...[
    "ftp://127.0.0.1:PORT/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:PORT/",
    "data:text/plain,hi",
    "javascript:1",
  ],
  ...[
    "unix:///var/run/docker.sock",
    "",
    "  ",
    "https://",
    "https:///",
    "https://?",
    "https://#@127.0.0.1:PORT/",
  ],
  `https://example.com/${"a".repeat(2_048)}`,
];

describe("an inner address", () => {
  test("is written in at least 120 ways here", () => {
    expect(new Set(forms).size).toBe(forms.length);
    expect(forms.length).toBeGreaterThanOrEqual(120);
  });

  test("is never reached, however it is written", async () => {
    const before = hits;
    for (const form of forms) {
      const url = form.replace("PORT", String(port));
      await expect(tries(url), url).rejects.toMatchObject({ name: "Unreachable" });
    }
    expect(hits).toBe(before);
  });

  test.each(["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254", "fd00::1", "0.0.0.0"])(
    "is never reached behind a name that leads to %s",
    async (address) => {
      const before = hits;
      const family = address.includes(":") ? 6 : 4;
      const inner: Resolve = async () => [{ address, family }];
      const mixed: Resolve = async () => [
        { address: "93.184.216.34", family: 4 },
        { address, family },
      ];
      for (const resolve of [inner, mixed]) {
        await expect(tries(`https://hooks.example.com:${port}/`, resolve)).rejects.toMatchObject({
          name: "Unreachable",
          code: "private_address",
        });
      }
      expect(hits).toBe(before);
    },
  );
});

/** A name server that answers each question with the next of the addresses, and for ever with the last. */
async function openNameServer(addresses: readonly string[]) {
  const socket = createSocket("udp4");
  let asked = 0;
  socket.on("message", (query, from) => {
    const address = addresses[Math.min(asked++, addresses.length - 1)] ?? "127.0.0.1";
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180, 2);
    header.writeUInt16BE(1, 6);
    const end = query.indexOf(0, 12) + 5;
    const question = query.subarray(12, end);
    const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split(".").map(Number)]);
    header.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([header, question, answer]), from.port, from.address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const resolver = new Resolver();
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  const resolve: Resolve = async (hostname) =>
    (await resolver.resolve4(hostname)).map((address) => ({ address, family: 4 }));
  return { resolve, asked: () => asked, close: () => socket.close() };
}

test("a name that is public when it is looked at and inner when it is used reaches nobody", async () => {
  // 192.0.2.1 would be refused as no public address; this one is, and nobody answers there.
  const names = await openNameServer(["93.184.216.34", "127.0.0.1"]);
  const before = hits;
  const outcomes = [];
  for (let n = 0; n < 5; n++) {
    outcomes.push(
      await tries(`https://rebind.example.com:${port}/`, names.resolve).catch((error: unknown) => error),
    );
  }
  names.close();
  expect(names.asked()).toBeGreaterThanOrEqual(5);
  expect(outcomes.every((outcome) => outcome instanceof Error)).toBe(true);
  expect(hits).toBe(before);
});

test("a redirect to an inner address is an answer, and is not followed", async () => {
  const server = createServer((_, response) => {
    response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const at = typeof address === "object" && address !== null ? address.port : 0;
  const before = hits;
  const { post, close } = createSafePost({ addresses: "loopback", ports: [443] });
  const answer = await post({ url: `http://127.0.0.1:${at}/`, headers: {}, body: "{}", withinMs: 2_000 });
  await close();
  server.close();
  expect(answer.status).toBe(307);
  expect(hits).toBe(before);
});

test("where the operator lets webhooks reach this machine, they do, and still nothing else that is inner", async () => {
  const reach: Reach = { addresses: "loopback", ports: [443] };
  const { post, close } = createSafePost(reach);
  const answer = await post({ url: `http://localhost:${port}/`, headers: {}, body: "{}", withinMs: 2_000 });
  expect(answer).toMatchObject({ status: 200 });
  expect(answer.body.toString()).toBe("inside");
  await expect(
    post({ url: "http://10.0.0.1/", headers: {}, body: "{}", withinMs: 2_000 }),
  ).rejects.toMatchObject({
    code: "private_address",
  });
  await close();
});
