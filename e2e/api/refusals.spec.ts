import { custom, invoice } from "../support/event";
import { expect, test } from "../support/test";
import { ingestion, problem } from "./answers";

/** JSON written by hand where JSON.stringify would not write it. */
const inData = (value: string) => `{"type":"order.placed","data":{"inner":${value}}}`;
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

// The envelope and `data` are two levels of the 32.
const unusable = {
  "a NUL character": { body: inData('"a\\u0000b"'), pointer: "/data/inner" },
  "a NUL character in a key": { body: inData('{"a\\u0000b":1}'), pointer: "/data/inner/" },
  "half of a surrogate pair": { body: inData('"\\ud800"'), pointer: "/data/inner" },
  "the other half of a surrogate pair": { body: inData('"\\udc00 tail"'), pointer: "/data/inner" },
  "33 levels": { body: inData(nested(31)), pointer: "/data/inner/" },
  "2,000 levels": { body: inData(nested(2000)), pointer: "/data/inner/" },
  "a key named __proto__": { body: inData('{"__proto__":{"admin":true}}'), pointer: "/data/inner/__proto__" },
  "a type of several words": { body: '{"type":"order placed"}', pointer: "/type" },
  "no type": { body: '{"data":{}}', pointer: "/type" },
  "a type of 200 characters": { body: `{"type":"${"a".repeat(200)}"}`, pointer: "/type" },
  "an instant that is none": { body: '{"type":"a.b","occurredAt":"yesterday"}', pointer: "/occurredAt" },
  "data that is a list": { body: '{"type":"a.b","data":[1]}', pointer: "/data" },
  "a customer without an id": { body: '{"type":"a.b","customer":{"name":"Acme"}}', pointer: "/customer/id" },
} satisfies Record<string, { body: string; pointer: string }>;

for (const [what, { body, pointer }] of Object.entries(unusable)) {
  test(`an event with ${what} is refused with a pointer`, async ({ api }) => {
    const answer = await api.call("POST", "/api/v1/events", body);
    expect(answer.status).toBe(422);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    const { errors, status, requestId } = problem(answer.body);
    expect(status).toBe(422);
    expect(requestId).not.toBe("");
    expect(errors[0]?.pointer.startsWith(pointer)).toBe(true);
  });
}

test("32 levels are accepted", async ({ api }) => {
  expect((await api.call("POST", "/api/v1/events", inData(nested(30)))).status).toBe(202);
});

test("a batch in which all is bad is refused with a pointer for each", async ({ api }) => {
  const answer = await api.send({
    events: [{ type: "" }, custom("not a type"), { ...invoice(), customer: 7 }],
  });
  expect(answer.status).toBe(422);
  expect(problem(answer.body).errors.map(({ pointer }) => pointer)).toEqual([
    "/events/0/type",
    "/events/1/type",
    "/events/2/customer",
  ]);
  expect(ingestion(answer.body)).toMatchObject({ accepted: 0, duplicates: 0, rejected: 3 });
});

const noJson = {
  "no body": "",
  words: "hello",
  "half a document": '{"type":"a.b"',
  "two documents": '{"type":"a.b"}{"type":"a.b"}',
} satisfies Record<string, string>;

for (const [what, body] of Object.entries(noJson)) {
  test(`${what} is not JSON`, async ({ api }) => {
    const answer = await api.call("POST", "/api/v1/events", body);
    expect(answer.status).toBe(400);
    expect(problem(answer.body).status).toBe(400);
  });
}

for (const body of ["7", "null", '"text"', "[]", "[1]", "true"]) {
  test(`${body} is JSON, but no event`, async ({ api }) => {
    expect((await api.call("POST", "/api/v1/events", body)).status).toBe(422);
  });
}

for (const method of ["PUT", "PATCH", "DELETE"]) {
  test(`${method} is no method of the events endpoint`, async ({ api }) => {
    const answer = await api.call(method, "/api/v1/events");
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")?.split(/, */).sort()).toEqual(["GET", "POST"]);
    expect(problem(answer.body).status).toBe(405);
  });
}
