import { houseLocale, localInstant } from "@/lib/messages/locale";
import type { FailingNotice } from "@/lib/repairs/queries";
import { givenUpAt } from "@/lib/webhooks/health";
import { letterHtml, letterText, type Mail } from "./layout";

/** Owners read it wherever they are. */
const written = (at: Date) =>
  `${localInstant(at.toISOString(), { locale: houseLocale, timeZone: "UTC" }, "datetime")} UTC`;

/** Warns an organization's owners and admins that nothing arrives at a webhook, and when it will be switched off. */
export function failingWebhookMail(notice: FailingNotice, consoleUrl: string): Mail {
  const { destinationName, destinationId, organizationName, projectName, failingSince, lastCode } = notice;
  const message = `Since ${written(failingSince)} nothing has arrived at the webhook.`;
  const letter = {
    preview: message,
    heading: `“${destinationName}” does not answer as it should`,
    paragraphs: [
      lastCode === null ? message : `${message} The last try ended with “${lastCode}”.`,
      "What to do: look at the last answers on the webhook's page, mend the endpoint, and send a test.",
      `Bellwire goes on trying until ${written(givenUpAt(failingSince))}. After that the webhook is switched off, and what comes is held.`,
    ],
    button: {
      label: "Open the webhook",
      url: `${consoleUrl}/${notice.organizationSlug}/${notice.projectSlug}/destinations/${destinationId}`,
    },
    notes: [
      `This is about ${projectName} of ${organizationName}. You get this mail once each time a webhook fails for a day, because you are an owner or admin.`,
    ],
  };
  return {
    subject: `Nothing arrives at ${destinationName}`,
    text: letterText(letter),
    html: letterHtml(letter),
  };
}
