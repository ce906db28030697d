import { once } from "node:events";
import { createServer } from "node:http";
import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/node";

/** An app that serves Inngest functions on a port of its own. */
export type TestApp = { url: string; port: number; stop(): Promise<void> };

/** Serves what `functions` returns at the time of each request, so that a test can deploy another build. */
export async function startApp(
  client: Inngest,
  functions: () => InngestFunction.Any[],
  port = 0,
): Promise<TestApp> {
  const server = createServer((request, response) => {
    serve({ client, functions: functions(), enableUnauthedSync: false })(request, response);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : 0;
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}/api/inngest`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
