import { resolve } from "node:path";
import { parseArgs } from "node:util";

/** What the person who starts Bellwire on one machine can choose. Paths are absolute. */
export type Options = {
  ports: { web: number; slack: number; mail: number; smtp: number };
  dataDir: string;
  samples: boolean;
  readyFile: string | undefined;
};

/** SMTP listens this far above the inbox's page. */
const SMTP_OFFSET = 5;

/** A choice that cannot be followed. Its message is one line that says what to do. */
export class OptionError extends Error {}

type Source = { args: string[]; env: Record<string, string | undefined>; root: string; calledFrom: string };

/**
 * Reads flags, then environment, then defaults.
 * @param source.root the folder that the default data folder is in
 * @param source.calledFrom the folder that relative paths are meant from
 * @throws OptionError for an unknown flag or a value that is no port
 */
export function parseOptions({ args, env, root, calledFrom }: Source): Options {
  const given = parseFlags(args);
  const web = port("--port", given.port ?? env.PORT, 3000);
  const slack = port("--slack-port", given["slack-port"] ?? env.BELLWIRE_SLACK_PORT, 3010);
  const mail = port("--mail-port", given["mail-port"] ?? env.BELLWIRE_MAIL_PORT, 3020);
  const dataDir = given["data-dir"] || env.BELLWIRE_DATA_DIR;
  const readyFile = given["ready-file"];
  const ports = { web, slack, mail, smtp: mail + SMTP_OFFSET };
  assertDistinct(ports);
  return {
    ports,
    dataDir: dataDir ? resolve(calledFrom, dataDir) : resolve(root, ".bellwire"),
    samples: !given["no-samples"],
    readyFile: readyFile ? resolve(calledFrom, readyFile) : undefined,
  };
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string" },
        "slack-port": { type: "string" },
        "mail-port": { type: "string" },
        "data-dir": { type: "string" },
        "no-samples": { type: "boolean" },
        "ready-file": { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new OptionError(
      `${error instanceof Error ? error.message : error} (see npm run quickstart -- --help)`,
    );
  }
}

function port(flag: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= 65_535 - SMTP_OFFSET) return value;
  throw new OptionError(`${flag} takes a port number from 1 to ${65_535 - SMTP_OFFSET}; "${text}" is none.`);
}

function assertDistinct(ports: Options["ports"]): void {
  const seen = new Map<number, string>();
  for (const [name, value] of Object.entries(ports)) {
    const other = seen.get(value);
    if (other) throw new OptionError(`Port ${value} is asked for twice, for ${other} and for ${name}.`);
    seen.set(value, name);
  }
}
