import { systemScope } from "@/lib/auth/system";
import { checkEngine } from "@/lib/health/engine";
import { checkDatabase } from "@/lib/health/queries";
import manifest from "@/package.json";

export const dynamic = "force-dynamic";

/** 200 when the database answers and has every migration, else 503. The engine is told, not judged: events are taken without it. */
export async function GET(): Promise<Response> {
  const [database, engine] = await Promise.all([checkDatabase(systemScope("health")), checkEngine()]);
  const isUp = database === "ok";
  return Response.json(
    { status: isUp ? "ok" : "unavailable", version: manifest.version, database, engine },
    {
      status: isUp ? 200 : 503,
      headers: { "cache-control": "no-store", ...(isUp ? {} : { "retry-after": "2" }) },
    },
  );
}
