import { rawPost } from "../support/raw-post";
import { expect, test } from "../support/test";

const MIB = 1024 * 1024;
const LIMIT = 4 * MIB;

/** An event of exactly so many bytes. */
function eventOf(bytes: number): Buffer {
  const [head, tail] = ['{"type":"size.probe","data":{"fill":"', '"}}'];
  return Buffer.from(head + "x".repeat(bytes - head.length - tail.length) + tail);
}

const headersOf = (apiKey: string, length?: number) => ({
  authorization: `Bearer ${apiKey}`,
  "content-type": "application/json",
  ...(length === undefined ? {} : { "content-length": String(length) }),
});

function* pieces(body: Buffer): Generator<Buffer> {
  for (let from = 0; from < body.length; from += 64 * 1024) yield body.subarray(from, from + 64 * 1024);
}

test("4 MiB are accepted", async ({ stack, tenant }) => {
  const body = eventOf(LIMIT);
  const url = `${stack.web}/api/v1/events`;
  expect(
    await rawPost({ url, headers: headersOf(tenant.apiKey, body.length), pieces: pieces(body) }),
  ).toMatchObject({
    status: 202,
  });
});

test("a byte more, told by its length, is refused", async ({ stack, tenant }) => {
  const body = eventOf(LIMIT + 1);
  const url = `${stack.web}/api/v1/events`;
  const answer = await rawPost({ url, headers: headersOf(tenant.apiKey, body.length), pieces: pieces(body) });
  expect(answer).toMatchObject({ status: 413 });
});

test("a byte more, without a length, is refused", async ({ stack, tenant }) => {
  const url = `${stack.web}/api/v1/events`;
  const answer = await rawPost({
    url,
    headers: headersOf(tenant.apiKey),
    pieces: pieces(eventOf(LIMIT + 1)),
  });
  expect(answer).toMatchObject({ status: 413 });
});

test("64 MiB without a length do not stop the others", async ({ stack, tenant, api }) => {
  const url = `${stack.web}/api/v1/events`;
  const answer = await rawPost({ url, headers: headersOf(tenant.apiKey), pieces: pieces(eventOf(64 * MIB)) });
  expect(answer === "cut" || answer.status === 413).toBe(true);
  expect((await api.send({ type: "size.after" })).status).toBe(202);
});

test("a compressed body is refused before it is opened", async ({ api }) => {
  const answer = await api.call("POST", "/api/v1/events", "{}", { "content-encoding": "gzip" });
  expect(answer.status).toBe(415);
});
