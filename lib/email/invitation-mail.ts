import { letterHtml, letterText, type Mail } from "./layout";

type Invitation = {
  url: string;
  email: string;
  organizationName: string;
  invitedBy: string;
  role: string;
  days: number;
};

/** The mail that invites somebody to an organization. */
export function invitationMail({ url, email, organizationName, invitedBy, role, days }: Invitation): Mail {
  const letter = {
    preview: `${invitedBy} invites you to ${organizationName}.`,
    heading: `Join ${organizationName} on Bellwire`,
    paragraphs: [
      `${invitedBy} invites you to work in ${organizationName} as ${role}.`,
      `Bellwire tells the right people, in Slack, what just happened to their customers and their revenue.`,
    ],
    button: { label: "See the invitation", url },
    notes: [
      `It is meant for ${email}, works once and ends after ${days} days. It leads to ${new URL(url).host}.`,
    ],
  };
  return {
    subject: `${invitedBy} invites you to ${organizationName}`,
    text: letterText(letter),
    html: letterHtml(letter),
  };
}
