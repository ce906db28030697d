import { describe, expect, test } from "vitest";
import { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "./route";

const methods = Object.entries({ GET, POST, PUT, PATCH, DELETE, OPTIONS });
const ask = (method: string) => new Request("http://127.0.0.1/api/v1/nothing/here", { method });

describe("an address of the API that nobody serves", () => {
  test.each(methods)("%s is 404 problem+json", async (method, handle) => {
    const answer = await handle(ask(method));
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    const requestId = answer.headers.get("x-request-id");
    expect(requestId).toMatch(/^req_/);
    expect(await answer.json()).toMatchObject({ status: 404, code: "no_such_route", requestId });
  });

  test("HEAD is the same without a body", async () => {
    const answer = await HEAD(ask("HEAD"));
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(await answer.text()).toBe("");
  });
});
