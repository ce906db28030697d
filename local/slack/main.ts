import { z } from "zod";
import { startSlackSimulator } from "@/local/slack/simulator";

const environment = z.object({
  SLACK_SIM_PORT: z.coerce.number().int().min(0).max(65_535).default(3010),
  SLACK_SIM_STATE: z.string().min(1).optional(),
  SLACK_SIM_APP_URL: z.url().optional(),
  SLACK_SIM_BOT_TOKEN: z.string().startsWith("xoxb-").optional(),
  SLACK_CLIENT_ID: z.string().min(1).optional(),
  SLACK_CLIENT_SECRET: z.string().min(1).optional(),
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
});

async function main(): Promise<void> {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const env = environment.parse(given);
  const simulator = await startSlackSimulator({
    port: env.SLACK_SIM_PORT,
    appUrl: env.SLACK_SIM_APP_URL === undefined ? null : new URL(env.SLACK_SIM_APP_URL).origin,
    ...(env.SLACK_SIM_STATE === undefined ? {} : { statePath: env.SLACK_SIM_STATE }),
    ...(env.SLACK_SIM_BOT_TOKEN === undefined ? {} : { botToken: env.SLACK_SIM_BOT_TOKEN }),
    credentials: {
      ...(env.SLACK_CLIENT_ID === undefined ? {} : { clientId: env.SLACK_CLIENT_ID }),
      ...(env.SLACK_CLIENT_SECRET === undefined ? {} : { clientSecret: env.SLACK_CLIENT_SECRET }),
      ...(env.SLACK_SIGNING_SECRET === undefined ? {} : { signingSecret: env.SLACK_SIGNING_SECRET }),
    },
  });
  const stop = () => void simulator.stop().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  const ready = { ready: true, port: simulator.port, pid: process.pid };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  process.send?.(ready);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
