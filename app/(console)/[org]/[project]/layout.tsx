import type { ReactNode } from "react";
import { signOut } from "@/app/(auth)/actions";
import { chooseTheme } from "@/app/theme-action";
import { readTheme } from "@/app/theme-cookie";
import { TroubleBanner } from "@/components/destinations/trouble-banner";
import { AccountMenu } from "@/components/shell/account-menu";
import { ConsoleShell } from "@/components/shell/console-shell";
import { Navigation } from "@/components/shell/navigation";
import { projectPath } from "@/components/shell/paths";
import { Switcher } from "@/components/shell/switcher";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { requireMember } from "@/lib/auth/session";
import { listOrganizationsOf } from "@/lib/organizations/queries";
import { listTroubles } from "./troubles";

type Props = { children: ReactNode; params: Promise<{ org: string; project: string }> };

export default async function ProjectLayout({ children, params }: Props) {
  const place = await params;
  const { organization, project, role, user, scope } = await requireMember(place.org, place.project);
  const [organizations, theme, troubles] = await Promise.all([
    listOrganizationsOf(user),
    readTheme(),
    listTroubles(scope),
  ]);
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
      <TroubleBanner troubles={troubles} place={place} timeZone={project.timeZone} />
      {/* A layout stays as it was while one goes from page to page, and the banner must not grow old. */}
      <LiveRefresh everyMs={30_000} />
      {children}
    </ConsoleShell>
  );
}
