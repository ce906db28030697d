import type { BrokenNotice } from "@/lib/repairs/queries";
import { letterHtml, letterText, type Mail } from "./layout";

/** Tells an organization's owners and admins that a destination takes no more messages, why, and what to do. */
export function brokenDestinationMail(notice: BrokenNotice, consoleUrl: string): Mail {
  const { destinationName, projectName, organizationName, message, fix, heldCount } = notice;
  const held =
    heldCount === 0
      ? "Nothing is waiting yet."
      : `${heldCount} ${heldCount === 1 ? "notification is" : "notifications are"} held.`;
  const letter = {
    preview: message,
    heading: `“${destinationName}” does not take messages`,
    paragraphs: [
      message,
      `What to do: ${fix}`,
      `${held} Nothing is lost: after the fix you choose whether what was held is sent. Critical notifications go to the fallback destination, if one is set.`,
    ],
    button: {
      label: "Open the destination",
      url: `${consoleUrl}/${notice.organizationSlug}/${notice.projectSlug}/destinations`,
    },
    notes: [
      `This is about ${projectName} of ${organizationName}. You get this mail once each time a destination breaks, because you are an owner or admin.`,
    ],
  };
  return {
    subject: `${destinationName} is broken: ${message}`,
    text: letterText(letter),
    html: letterHtml(letter),
  };
}
