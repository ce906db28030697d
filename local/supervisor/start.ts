import { z } from "zod";
import { migrate } from "../../db/migrate";
import { announcementOf, announcementText, tryOutEvent } from "./announcement";
import { untilAnswers } from "./answers";
import { type Demo, samplesAreDue, seed, sendSamples } from "./demo";
import { addressesOf, type Settings } from "./environment";
import type { House } from "./house";
import type { Options } from "./options";
import { chooseInnerPorts } from "./ports";
import { launches, postgresLaunch } from "./programs";
import { say, step } from "./screen";
import { loadSecrets } from "./secrets";

const HEALTH_MS = 60_000;
const healthSchema = z.object({ status: z.literal("ok") });

type Start = { house: House; options: Options; root: string; logs: string };

/**
 * Starts all parts, fills the demo organization, and tells where everything is.
 * @throws Error with the end of the log of the part that did not start
 */
export async function start({ house, options, root, logs }: Start): Promise<void> {
  const { ports, dataDir, samples } = options;
  const inner = await chooseInnerPorts(dataDir, Object.values(ports));
  const allPorts = { ...ports, engine: inner.engine };
  const secrets = loadSecrets(dataDir);
  const where = { root, logs };

  let databaseUrl = "";
  const database = step("Database (Postgres 18)", () =>
    house.add(
      "postgres",
      postgresLaunch(dataDir, inner.postgres, where, (url) => {
        databaseUrl = url;
      }),
    ),
  );
  const settingsNow = (): Settings => ({
    databaseUrl,
    addresses: addressesOf(allPorts),
    ports: allPorts,
    secrets,
    dataDir,
  });
  // Neither needs the database, so they come up while it does.
  const outer = launches(settingsNow(), where);
  const neighbours = Promise.all([
    step("Slack, simulated", () => house.add("slack", outer.slack)),
    step("Mail, a local inbox", () => house.add("mail", outer.mail)),
  ]);
  await Promise.all([database, neighbours]);

  const settings = settingsNow();
  await step("Schema", () => migrate(settings.databaseUrl));
  const demo = await step("Demo organization", () => seed(settings, samples));
  const { web, engine } = launches(settings, where);
  await Promise.all([
    step("Console", () => house.add("web", web)),
    step("Engine, an Inngest executor", () => house.add("engine", engine)),
  ]);
  await step("Health", () => untilHealthy(settings));
  if (samples && samplesAreDue(settings)) await step("Sample events", () => sendSamples(settings, demo));
  tell(house, settings, demo);
}

function tell(house: House, settings: Settings, demo: Demo): void {
  const announcement = announcementOf(settings, demo);
  house.announce(announcement);
  say(announcementText(announcement, settings.dataDir, tryOutEvent));
}

/** Both must say so: the console that the database answers, the engine that it knows the console's functions. */
async function untilHealthy({ addresses }: Settings): Promise<void> {
  const last = { Console: "no answer", Engine: "no answer" };
  const healthy = (name: keyof typeof last) => async (response: Response) => {
    const text = await response.clone().text();
    last[name] = `${response.status} ${text}`;
    return response.status === 200 && healthSchema.safeParse(JSON.parse(text)).success;
  };
  const limit = AbortSignal.timeout(HEALTH_MS);
  await Promise.all([
    untilAnswers(`${addresses.web}/api/health`, healthy("Console"), limit),
    untilAnswers(`${addresses.engine}/health`, healthy("Engine"), limit),
  ]).catch(() => {
    const found = Object.entries(last).map(([name, answer]) => `${name}: ${answer}`);
    throw new Error(`Not healthy after ${HEALTH_MS / 1000} s. ${found.join("; ")}`);
  });
}
