import type { Metadata } from "next";
import { cookies } from "next/headers";
import { CenteredPage } from "@/components/sign-in/centered-page";
import { LinkButton } from "@/components/ui/link-button";
import { askedFor } from "../asked-for";

export const metadata: Metadata = { title: "Check your e-mail" };

export default async function CheckEmailPage() {
  const email = (await cookies()).get(askedFor)?.value;
  return (
    <CenteredPage
      title="Check your e-mail"
      description={
        <>
          A sign-in link is on its way to{" "}
          {email ? <strong className="wrap-anywhere text-ink">{email}</strong> : "your address"}. It works
          once, for ten minutes.
        </>
      }
    >
      <p className="text-sm text-ink-muted">
        Nothing there after a minute? Look among the unwanted mail. At most five links in fifteen minutes go
        to one address.
      </p>
      <LinkButton href="/sign-in" size="lg">
        Use another address
      </LinkButton>
    </CenteredPage>
  );
}
