import { env } from "@/lib/env";
import { openApiDocument } from "@/lib/openapi/document";
import manifest from "@/package.json";

export const dynamic = "force-dynamic";

/** The public API as an OpenAPI 3.1 document. Open to everybody: it says nothing that the documentation does not. */
export function GET(): Response {
  return Response.json(openApiDocument({ version: manifest.version, server: env().NEXTAUTH_URL }), {
    headers: { "cache-control": "public, max-age=300" },
  });
}
