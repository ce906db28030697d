import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { alone } from "./lock.mjs";
import { bold, giveUp, root, stopChildrenOnSignals } from "./run.mjs";
import { appEnv, appNode, checkOwnNode } from "./runtime.mjs";

const HELP = `npm run quickstart -- [flags]

Installs, builds and starts the whole of Bellwire on this machine. Ctrl-C stops it; the data stays.

  --port N          the console's port              (or PORT; 3000)
  --slack-port N    the simulated Slack's port      (or BELLWIRE_SLACK_PORT; 3010)
  --mail-port N     the local inbox's port, SMTP is five above  (or BELLWIRE_MAIL_PORT; 3020)
  --data-dir DIR    where the data is kept          (or BELLWIRE_DATA_DIR; .bellwire)
  --no-samples      an empty demo project, without the sample events
  --ready-file FILE write the addresses there as JSON when everything answers
  --help            this text
`;

const flags = process.argv.slice(2);
if (flags.includes("--help") || flags.includes("-h")) {
  process.stdout.write(HELP);
  process.exit(0);
}

try {
  checkOwnNode();
  stopChildrenOnSignals();
  process.stdout.write(`${bold("Bellwire")} on one machine\n`);
  await alone(async () => {
    await install();
    await build();
  });
  start();
} catch (error) {
  giveUp(error);
}

function start() {
  const calledFrom = process.env.npm_lifecycle_event === "quickstart" ? process.env.INIT_CWD : process.cwd();
  // The channel tells the supervisor when we are gone, however that comes about.
  const supervisor = spawn(appNode(), ["--import", "tsx", "local/up.ts", ...flags], {
    cwd: root,
    env: { ...appEnv(), BELLWIRE_CALLED_FROM: calledFrom },
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  let asked = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      asked = true;
      supervisor.kill(signal);
    });
  }
  supervisor.once("error", giveUp);
  // So early that it does not listen yet, a signal just ends it, and has nothing else to end.
  supervisor.once("exit", (code, signal) => process.exit(signal ? (asked ? 0 : 1) : code));
  followNpm(supervisor);
}

// npm passes signals on, but cannot when it is killed outright; we would go on without anybody to stop us.
function followNpm(supervisor) {
  if (process.env.npm_lifecycle_event !== "quickstart") return;
  const lineage = ancestry();
  const timer = setInterval(() => {
    if (ancestry() !== lineage) supervisor.kill("SIGTERM");
  }, 250);
  timer.unref();
}

// npm itself is our parent, or the parent of the shell that it runs us with.
function ancestry() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, "utf8");
    const shell = /\((sh|dash|bash|ash|zsh)\)/.test(stat);
    return shell ? `${parent} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]}` : `${parent}`;
  } catch {
    return `${parent}`;
  }
}
