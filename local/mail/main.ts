import { z } from "zod";
import { startMailInbox } from "./start";

const port = z.coerce.number().int().min(0).max(65_535);
const environment = z.object({
  MAIL_PORT: port.default(3020),
  SMTP_PORT: port.default(3025),
  MAIL_STATE: z.string().min(1).optional(),
});

const { MAIL_PORT, SMTP_PORT, MAIL_STATE } = environment.parse(process.env);
const mail = await startMailInbox({ port: MAIL_PORT, smtpPort: SMTP_PORT, stateFile: MAIL_STATE });
const stop = () => void mail.stop().then(() => process.exit(0));
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, stop);
// Without the process that started us nobody reads this inbox.
process.once("disconnect", stop);
const ready = { ready: true, port: mail.port, smtpPort: mail.smtpPort, pid: process.pid };
process.stdout.write(`${JSON.stringify(ready)}\n`);
process.send?.(ready);
