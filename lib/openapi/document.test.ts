import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { openApiDocument } from "./document";
import { operations } from "./operations";

const folder = fileURLToPath(new URL("../../app/api/v1", import.meta.url));
const document = openApiDocument({ version: "1.2.3", server: "https://bellwire.example" });

/** What the route files serve: an exported method that is not the refusal of one. */
function served(): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith("route.ts"),
  );
  return files.flatMap((file) => {
    const path = `/api/v1/${dirname(file).replaceAll(/\[(\w+)\]/g, "{$1}")}`;
    const source = readFileSync(join(folder, file), "utf8");
    const methods = [...source.matchAll(/export const (GET|POST|PATCH|PUT|DELETE) = apiRoute/g)];
    return methods.map(([, method]) => `${method} ${path}`);
  });
}

describe("the OpenAPI document", () => {
  test("names every route that is served, and no other", () => {
    const named = Object.entries(operations).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(named.sort()).toEqual(served().sort());
  });

  test("refers only to schemas that it holds", () => {
    const text = JSON.stringify(document);
    const names = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name));
    expect([...names].filter((name) => name === undefined || !(name in document.components.schemas))).toEqual(
      [],
    );
  });

  test("has one id an operation", () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("says of an event what validates it", () => {
    const event = document.components.schemas.Event;
    expect(event).toMatchObject({
      type: "object",
      required: ["type"],
      properties: { type: { maxLength: 128 }, occurredAt: { format: "date-time" } },
    });
  });
});
