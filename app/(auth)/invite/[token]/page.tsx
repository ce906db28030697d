import type { Metadata } from "next";
import { signOut } from "@/app/(auth)/actions";
import { AcceptForm } from "@/components/sign-in/accept-form";
import { CenteredPage } from "@/components/sign-in/centered-page";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { currentUser } from "@/lib/auth/session";
import { systemScope } from "@/lib/auth/system";
import { findOpenInvitation, type OpenInvitation } from "@/lib/organizations/invitations/queries";
import { acceptInvitationAction } from "./actions";

/** The path holds a secret: it must not travel in a Referer header. */
export const metadata: Metadata = {
  title: "Invitation",
  referrer: "no-referrer",
  robots: { index: false },
};

type Props = { params: Promise<{ token: string }> };

function offer({ organizationName, invitedBy, role }: OpenInvitation): string {
  return `${invitedBy ?? "Somebody"} invites you to work in ${organizationName} as ${role}.`;
}

function NotValid() {
  return (
    <CenteredPage
      title="This invitation is not valid"
      description="It has been used, withdrawn, or is older than seven days. Ask for a new one."
    >
      <LinkButton href="/" size="lg">
        Go to Bellwire
      </LinkButton>
    </CenteredPage>
  );
}

function SignInFirst({ invitation, token }: { invitation: OpenInvitation; token: string }) {
  const query = new URLSearchParams({ callbackUrl: `/invite/${token}`, email: invitation.email });
  return (
    <CenteredPage title={`Join ${invitation.organizationName}`} description={offer(invitation)}>
      <LinkButton href={`/sign-in?${query}`} variant="primary" size="lg" className="min-w-0">
        <span className="truncate">Sign in as {invitation.email}</span>
      </LinkButton>
    </CenteredPage>
  );
}

function SomebodyElse({ invitation, email }: { invitation: OpenInvitation; email: string }) {
  return (
    <CenteredPage
      title="This invitation is for somebody else"
      description={`It was sent to ${invitation.email}, and you are signed in as ${email}.`}
    >
      <form action={signOut}>
        <SubmitButton size="lg" className="w-full" pendingLabel="Signing out">
          Sign out
        </SubmitButton>
      </form>
    </CenteredPage>
  );
}

export default async function InvitationPage({ params }: Props) {
  const { token } = await params;
  const invitation = await findOpenInvitation(systemScope("invitation"), token, new Date());
  if (!invitation) return <NotValid />;
  const user = await currentUser();
  if (!user) return <SignInFirst invitation={invitation} token={token} />;
  if (user.email.toLowerCase() !== invitation.email)
    return <SomebodyElse invitation={invitation} email={user.email} />;
  return (
    <CenteredPage title={`Join ${invitation.organizationName}`} description={offer(invitation)}>
      <AcceptForm
        action={acceptInvitationAction}
        token={token}
        organizationName={invitation.organizationName}
      />
    </CenteredPage>
  );
}
