import { systemScope } from "@/lib/auth/system";
import { brokenDestinationMail } from "@/lib/email/broken-destination-mail";
import { sendMail } from "@/lib/email/send";
import { env } from "@/lib/env";
import { claimTelling } from "@/lib/repairs/commands";
import { findBrokenNotice } from "@/lib/repairs/queries";
import { inngest } from "../client";
import { destinationBroken } from "../events";

const scope = systemScope("tell-owners");

/** Tells the owners of a broken destination, once each time it breaks: every address is a step, so that a retry mails nobody twice. */
export const tellOwners = inngest.createFunction(
  { id: "tell-owners", triggers: [destinationBroken], retries: 4 },
  async ({ event, step }) => {
    const notice = await step.run("claim", async () => {
      const found = await findBrokenNotice(scope, event.data);
      if (!found || !(await claimTelling(scope, event.data, new Date()))) return null;
      return { ...found, brokenAt: found.brokenAt.toISOString() };
    });
    if (!notice || env().SMTP_URL === undefined) return { told: 0 };
    const mail = brokenDestinationMail(
      { ...notice, brokenAt: new Date(notice.brokenAt) },
      env().NEXTAUTH_URL,
    );
    for (const to of notice.emails) await step.run(`mail ${to}`, () => sendMail({ ...mail, to }));
    return { told: notice.emails.length };
  },
);
