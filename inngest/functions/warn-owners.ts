import { systemScope } from "@/lib/auth/system";
import { failingWebhookMail } from "@/lib/email/failing-webhook-mail";
import { sendMail } from "@/lib/email/send";
import { env } from "@/lib/env";
import { findFailingNotice } from "@/lib/repairs/queries";
import { inngest } from "../client";
import { destinationFailing } from "../events";

const scope = systemScope("warn-owners");

/** Warns the owners of a webhook that nothing has arrived at for a day: every address is a step, so that a retry mails nobody twice. */
export const warnOwners = inngest.createFunction(
  { id: "warn-owners", triggers: [destinationFailing], retries: 4 },
  async ({ event, step }) => {
    const notice = await step.run("read", async () => {
      const found = await findFailingNotice(scope, event.data);
      return found ? { ...found, failingSince: found.failingSince.toISOString() } : null;
    });
    if (!notice || env().SMTP_URL === undefined) return { told: 0 };
    const since = new Date(notice.failingSince);
    const mail = failingWebhookMail({ ...notice, failingSince: since }, env().NEXTAUTH_URL);
    for (const to of notice.emails) await step.run(`mail ${to}`, () => sendMail({ ...mail, to }));
    return { told: notice.emails.length };
  },
);
