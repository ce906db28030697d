import type { Scope } from "@/lib/auth/scope";
import { emailConfig } from "@/lib/destinations/email-config";
import { env } from "@/lib/env";
import { failed, passed, type Step } from "@/lib/installations/diagnosis/check";
import { destinationSteps } from "@/lib/installations/diagnosis/destination";
import type { DiagnosedDestination } from "@/lib/installations/diagnosis/queries";
import { listOptOuts } from "./opt-outs/queries";

const serverStep: Step = {
  id: "mail_server",
  label: "This Bellwire has a mail server",
  needs: true,
  look: () =>
    env().SMTP_URL === undefined
      ? failed("No mail server is set up.", "Ask whoever runs this Bellwire to set SMTP_URL.", "check_again")
      : passed("One is set up. Only a test shows whether it takes mail."),
};

type People = { fixed: number; out: number; toOwner: boolean };

const readersStep = ({ fixed, out, toOwner }: People): Step => ({
  id: "readers",
  label: "Somebody wants its mail",
  needs: true,
  look: () => {
    if (fixed > out)
      return passed(
        out === 0
          ? "Nobody has unsubscribed."
          : `${out} of ${fixed} addresses have unsubscribed and are left out.`,
      );
    if (toOwner) return passed("It writes to the customer's owner.");
    return failed(
      "Everybody it writes to has unsubscribed.",
      "Add other addresses. Who has unsubscribed can subscribe again by the link in any mail they got.",
      "check_again",
    );
  },
});

/** What must hold for mail to arrive, as far as can be seen from here. Sends nothing. */
export async function mailSteps(scope: Scope, { id, config, facts }: DiagnosedDestination): Promise<Step[]> {
  const { recipients, toOwner } = emailConfig.parse(config);
  const outs = new Set((await listOptOuts(scope, id)).map(({ email }) => email));
  const out = recipients.filter((address) => outs.has(address)).length;
  return [serverStep, readersStep({ fixed: recipients.length, out, toOwner }), ...destinationSteps(facts)];
}
