import type { ReactNode } from "react";
import { signOut } from "@/app/(auth)/actions";
import { chooseTheme } from "@/app/theme-action";
import { readTheme } from "@/app/theme-cookie";
import { AccountMenu } from "@/components/shell/account-menu";
import { ConsoleShell } from "@/components/shell/console-shell";
import { Navigation } from "@/components/shell/navigation";
import { projectPath } from "@/components/shell/paths";
import { Switcher } from "@/components/shell/switcher";
import { requireMember } from "@/lib/auth/session";
import { listOrganizationsOf } from "@/lib/organizations/queries";

type Props = { children: ReactNode; params: Promise<{ org: string; project: string }> };

export default async function ProjectLayout({ children, params }: Props) {
  const place = await params;
  const { organization, project, role, user } = await requireMember(place.org, place.project);
  const organizations = await listOrganizationsOf(user);
  const theme = await readTheme();
  return (
    <ConsoleShell
      homeHref={projectPath(place)}
      switcher={
        <Switcher
          organizations={organizations}
          place={place}
          organizationName={organization.name}
          projectName={project.name}
        />
      }
      navigation={<Navigation place={place} />}
      account={
        <AccountMenu
          email={user.email}
          role={role}
          theme={theme}
          chooseTheme={chooseTheme}
          signOut={signOut}
        />
      }
    >
      {children}
    </ConsoleShell>
  );
}
