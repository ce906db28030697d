import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/registry";
import { publicOrigin } from "@/lib/env";

const serveOrigin = publicOrigin();

export const maxDuration = 60;

/**
 * The engine's way in. Every call must be signed; the address that is registered is ours, never what a Host header says,
 * and nobody can make us register without a signature.
 */
export const { GET, POST, PUT } = serve({
  client: inngest,
  functions,
  enableUnauthedSync: false,
  ...(serveOrigin ? { serveOrigin } : {}),
});
