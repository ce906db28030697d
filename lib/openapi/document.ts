import { z } from "zod";
import { type Operation, operations } from "./operations";
import { type SchemaName, schemas } from "./schemas";

const problems: Readonly<Record<number, string>> = {
  400: "Not JSON, or an unreadable body.",
  401: "The API key is missing or not valid.",
  403: "The API key lacks the scope.",
  404: "There is nothing here with that id.",
  413: "The body is too large.",
  422: "Something is not valid; see errors.",
  429: "Too many requests; see Retry-After.",
  503: "Unavailable just now; nothing was stored; see Retry-After.",
};

const ref = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ "application/json": { schema } });

const bodyOf = (names: readonly SchemaName[]) => ({
  required: true,
  content: json(names.length === 1 && names[0] ? ref(names[0]) : { oneOf: names.map(ref) }),
});

const csvBody = { required: true, content: { "text/csv": { schema: { type: "string" } } } };

function answersOf({ answers }: Operation) {
  const good = Object.entries(answers).map(([status, name]) => [
    status,
    { description: "Done.", ...(name ? { content: json(ref(name)) } : {}) },
  ]);
  const bad = Object.entries(problems).map(([status, description]) => [
    status,
    { description, content: { "application/problem+json": { schema: ref("Problem") } } },
  ]);
  return Object.fromEntries([...good, ...bad]);
}

function parametersOf(path: string, { query = [] }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  return [...inPath, ...query.map((name) => ({ name, in: "query", schema: { type: "string" } }))];
}

const operationOf = (path: string, method: string, operation: Operation) => ({
  operationId: `${method}${path
    .replace(/^\/api\/v1/, "")
    .replaceAll(/[{}]/g, "")
    .replaceAll(/\/(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
  summary: operation.summary,
  description: `Needs a key with the scope \`${operation.scope}\`.`,
  parameters: parametersOf(path, operation),
  ...(operation.body ? { requestBody: bodyOf(operation.body) } : {}),
  ...(operation.isCsv ? { requestBody: csvBody } : {}),
  responses: answersOf(operation),
});

/** What goes in may hold what only a function can check; the document says of it what JSON Schema can. */
const schemaOf = (schema: z.ZodType) => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
};

/** The public API as an OpenAPI 3.1 document, from the schemas that validate. */
export function openApiDocument({ version, server }: { version: string; server: string }) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Bellwire",
      version,
      description: "Events in, the right message in Slack, and the reason of each.",
    },
    servers: [{ url: server }],
    security: [{ bearer: [] }, { header: [] }],
    paths: Object.fromEntries(
      Object.entries(operations).map(([path, methods]) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([method, operation]) => [
            method,
            operationOf(path, method, operation),
          ]),
        ),
      ]),
    ),
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "bw_live_… or bw_test_…" },
        header: { type: "apiKey", in: "header", name: "X-API-Key" },
      },
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schemaOf(schema)])),
    },
  };
}
