import type { Metadata } from "next";
import { PreferenceForm } from "@/components/mail/preference-form";
import { CenteredPage } from "@/components/sign-in/centered-page";
import { systemScope } from "@/lib/auth/system";
import { type Preferences, readPreferences } from "@/lib/email/opt-outs/queries";
import { readMailboxToken } from "@/lib/email/unsubscribe-token";
import { env } from "@/lib/env";

/** The path lets whoever has it decide for a mailbox: it must not travel in a Referer header. */
export const metadata: Metadata = {
  title: "Mail preferences",
  referrer: "no-referrer",
  robots: { index: false },
};

type Props = { params: Promise<{ token: string }> };

function NotValid() {
  return (
    <CenteredPage
      title="This link does not work"
      description="It was cut short, or what it was about is gone. Open it from the mail again."
    />
  );
}

type Shown = { preferences: Preferences; address: string; action: string };

const Address = ({ children }: { children: string }) => (
  <strong className="font-medium break-all text-ink">{children}</strong>
);

/** The one who is out sees what they are out of, and the way back in. */
function Out({ preferences: { brandName, destinationName, isOut }, address, action }: Shown) {
  const what =
    isOut.project || destinationName === null
      ? `anything of ${brandName}`
      : `“${destinationName}” of ${brandName}`;
  return (
    <CenteredPage
      title="You are unsubscribed"
      description={
        <>
          <Address>{address}</Address> gets no mail about {what} any more. What is on its way just now may
          still arrive.
        </>
      }
    >
      {!isOut.project && (
        <PreferenceForm
          action={action}
          choice="project"
        >{`Unsubscribe from all of ${brandName}`}</PreferenceForm>
      )}
      <PreferenceForm action={action} choice="everything" variant="quiet">
        Subscribe again
      </PreferenceForm>
    </CenteredPage>
  );
}

function In({ preferences: { brandName, destinationName }, address, action }: Shown) {
  return (
    <CenteredPage
      title="Unsubscribe?"
      description={
        <>
          <Address>{address}</Address> gets notifications of {brandName}
          {destinationName !== null && <> by “{destinationName}”</>}.
        </>
      }
      footer="Nothing changes until you press a button."
    >
      {destinationName !== null && (
        <PreferenceForm action={action} choice="destination" variant="primary">
          {`Unsubscribe from “${destinationName}”`}
        </PreferenceForm>
      )}
      <PreferenceForm
        action={action}
        choice="project"
      >{`Unsubscribe from all of ${brandName}`}</PreferenceForm>
    </CenteredPage>
  );
}

/** Where the reader of a mail decides about further ones. It asks: opening it changes nothing, for mail scanners open it too. */
export default async function UnsubscribePage({ params }: Props) {
  const { token } = await params;
  const mailbox = readMailboxToken(token, env().NEXTAUTH_SECRET);
  const preferences = mailbox && (await readPreferences(systemScope("unsubscribe"), mailbox));
  if (!mailbox || !preferences) return <NotValid />;
  const shown = { preferences, address: mailbox.address, action: `/api/unsubscribe/${token}` };
  const { destination, project } = preferences.isOut;
  return destination || project ? <Out {...shown} /> : <In {...shown} />;
}
