import { startEngine } from "./engine";
import { errorText, lineLogger } from "./logger";
import { readSettings } from "./settings";

const logger = lineLogger((line) => process.stderr.write(line));

try {
  const engine = await startEngine({ ...readSettings(process.env), logger });
  const ready = { ready: true, port: engine.port, pid: process.pid };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  process.send?.(ready);

  const stop = () => {
    engine.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (error) {
  process.stderr.write(`${errorText(error)}\n`);
  process.exit(1);
}
