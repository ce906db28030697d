import type { Metadata } from "next";
import Link from "next/link";
import { signOut } from "@/app/(auth)/actions";
import { OrganizationForm } from "@/components/organizations/organization-form";
import { CenteredPage } from "@/components/sign-in/centered-page";
import { requireUser } from "@/lib/auth/session";
import { homePathFor } from "@/lib/organizations/queries";
import { timeZones } from "@/lib/projects/time-zone";
import { createOrganizationAction } from "./actions";

export const metadata: Metadata = { title: "New organization" };

export default async function NewOrganizationPage() {
  const user = await requireUser("/new");
  const home = await homePathFor(user);
  const isNewcomer = home === "/new";
  return (
    <CenteredPage
      title={isNewcomer ? "Welcome to Bellwire" : "New organization"}
      description={
        isNewcomer ? "Name your organization and its first project. Both can be renamed." : undefined
      }
      footer={
        <form action={signOut}>
          Signed in as {user.email}.{" "}
          {isNewcomer ? (
            <button type="submit" className="underline hover:text-ink">
              Sign out
            </button>
          ) : (
            <Link href={home} className="underline hover:text-ink">
              Back
            </Link>
          )}
        </form>
      }
    >
      <OrganizationForm action={createOrganizationAction} zones={timeZones()} />
    </CenteredPage>
  );
}
