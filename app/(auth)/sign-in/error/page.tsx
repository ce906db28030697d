import type { Metadata } from "next";
import { CenteredPage } from "@/components/sign-in/centered-page";
import { signInErrorText } from "@/components/sign-in/sign-in-error";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Sign-in did not work" };

type Props = { searchParams: Promise<{ error?: string | string[] }> };

export default async function SignInErrorPage({ searchParams }: Props) {
  const { error } = await searchParams;
  return (
    <CenteredPage
      title="That did not work"
      description={signInErrorText(typeof error === "string" ? error : "")}
    >
      <LinkButton href="/sign-in" variant="primary" size="lg">
        Back to sign-in
      </LinkButton>
    </CenteredPage>
  );
}
