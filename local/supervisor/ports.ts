import { randomInt } from "node:crypto";
import { z } from "zod";
import { freePort, isPortFree } from "../postgres/free-port";
import { privateDocument } from "./data-folder";
import { OptionError, type Options } from "./options";
import { portHolder } from "./port-holder";

const flags = {
  web: { flag: "--port", variable: "PORT", what: "the console" },
  slack: { flag: "--slack-port", variable: "BELLWIRE_SLACK_PORT", what: "the simulated Slack" },
  mail: { flag: "--mail-port", variable: "BELLWIRE_MAIL_PORT", what: "the local inbox" },
  smtp: { flag: "--mail-port", variable: "BELLWIRE_MAIL_PORT", what: "SMTP, five above the local inbox" },
} satisfies Record<keyof Options["ports"], { flag: string; variable: string; what: string }>;

/** @throws OptionError, one line, for the first port that somebody else listens on */
export async function assertPortsFree(ports: Options["ports"]): Promise<void> {
  const names = ["web", "slack", "mail", "smtp"] as const;
  for (const name of names) {
    const port = ports[name];
    if (await isPortFree(port)) continue;
    const { flag, variable, what } = flags[name];
    const holder = portHolder(port);
    const who = holder ? `taken by ${holder}` : `taken (lsof -i :${port} tells by whom)`;
    throw new OptionError(
      `Port ${port}, for ${what}, is ${who}. Choose another with ${flag} or ${variable}.`,
    );
  }
}

const innerPorts = z.object({ postgres: z.number(), engine: z.number() });

/** The ports that nobody chooses: those of the last start where they are still free, others where not. */
export async function chooseInnerPorts(
  dataDir: string,
  taken: number[],
): Promise<z.infer<typeof innerPorts>> {
  const document = privateDocument(dataDir, "ports.json", innerPorts);
  const last = document.read();
  const postgres = await freeBesides(taken, last?.postgres);
  const engine = await freeBesides([...taken, postgres], last?.engine);
  document.write({ postgres, engine });
  return { postgres, engine };
}

// Below the range from which systems take the near end of outgoing connections (Linux: 32768): a part that
// is restarted under load must find its port as free as it left it.
const CALM = { from: 15_000, to: 32_000 };

async function freeBesides(taken: number[], preferred: number | undefined): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const candidate = attempt === 0 && preferred ? preferred : randomInt(CALM.from, CALM.to);
    if (!taken.includes(candidate) && (await isPortFree(candidate))) return candidate;
  }
  return freePort();
}
