import { CircleUser, LogOut } from "lucide-react";
import { Menu } from "@/components/ui/menu";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Role } from "@/db/enums";
import type { Theme } from "./theme";
import { ThemeSwitch } from "./theme-switch";

type Props = {
  email: string;
  role: Role;
  theme: Theme;
  chooseTheme: (form: FormData) => Promise<void>;
  signOut: (form: FormData) => Promise<void>;
};

/** Who is signed in, the theme, and the way out. */
export function AccountMenu({ email, role, theme, chooseTheme, signOut }: Props) {
  return (
    <Menu
      label="Account menu"
      summaryClass="flex items-center gap-2.5 px-2.5 py-1.5 text-sm hover:bg-hover"
      panelClass="inset-x-0 bottom-full mb-1"
      summary={
        <>
          <CircleUser aria-hidden className="size-4 shrink-0 text-ink-faint" />
          <span className="min-w-0 leading-4">
            <span className="block truncate">{email}</span>
            <span className="block text-xs text-ink-muted capitalize">{role}</span>
          </span>
        </>
      }
    >
      <div className="flex items-center justify-between gap-2 px-2 py-1.5 text-sm">
        <span className="text-ink-muted">Theme</span>
        <ThemeSwitch theme={theme} choose={chooseTheme} />
      </div>
      <form action={signOut} className="border-t border-line pt-1">
        <SubmitButton variant="quiet" className="w-full justify-start" pendingLabel="Signing out">
          <LogOut aria-hidden />
          Sign out
        </SubmitButton>
      </form>
    </Menu>
  );
}
