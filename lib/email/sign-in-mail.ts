import { letterHtml, letterText, type Mail } from "./layout";

type SignIn = { url: string; email: string; minutes: number };

/** The mail with a magic link. It names the host that the link leads to, so that a forged one can be told. */
export function signInMail({ url, email, minutes }: SignIn): Mail {
  const { host } = new URL(url);
  const letter = {
    preview: `This link signs you in to ${host}.`,
    heading: "Sign in to Bellwire",
    paragraphs: [`Use this button to sign in to ${host} as ${email}.`],
    button: { label: "Sign in", url },
    notes: [
      `The link works once, for ${minutes} minutes.`,
      "If you did not ask for it, ignore this mail: nobody is signed in without the link.",
    ],
  };
  return { subject: `Sign in to ${host}`, text: letterText(letter), html: letterHtml(letter) };
}
