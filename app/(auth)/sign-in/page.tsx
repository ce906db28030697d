import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CenteredPage } from "@/components/sign-in/centered-page";
import { EmailForm } from "@/components/sign-in/email-form";
import { OutsideSignIn } from "@/components/sign-in/outside-sign-in";
import { signInErrorText } from "@/components/sign-in/sign-in-error";
import { Callout } from "@/components/ui/callout";
import { signInMethods } from "@/lib/auth/providers";
import { returnPath } from "@/lib/auth/return-path";
import { currentUser } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { requestSignInLink } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

type Query = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Query> };

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const returnTo = returnPath(one(query.callbackUrl) ?? "/", env().NEXTAUTH_URL);
  if (await currentUser()) redirect(returnTo);
  const { email, outside } = signInMethods();
  const error = one(query.error);
  return (
    <CenteredPage
      title="Sign in to Bellwire"
      description="New here? The same link makes your account."
      footer="Bellwire tells the right people, in Slack, what just happened to their customers and their revenue."
    >
      {error && (
        <Callout tone="bad" live="alert">
          {signInErrorText(error)}
        </Callout>
      )}
      {email && <EmailForm action={requestSignInLink} returnTo={returnTo} email={one(query.email) ?? ""} />}
      {email && outside.length > 0 && <p className="text-center text-sm text-ink-muted">or</p>}
      <OutsideSignIn providers={outside} returnTo={returnTo} />
      {!email && outside.length === 0 && (
        <Callout tone="warn" title="Nobody can sign in yet">
          Whoever runs this installation has to set SMTP_URL, or the credentials of Google, GitHub or Slack.
        </Callout>
      )}
    </CenteredPage>
  );
}
