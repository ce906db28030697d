import type { ReactNode } from "react";
import { type ButtonLook, buttonClass } from "@/components/ui/button-class";

type Props = ButtonLook & {
  projectId: string;
  /** The workspace to connect again: Slack shows it first. */
  teamId?: string;
  children: ReactNode;
};

/** Leaves for Slack's consent page. A plain link: what leads out must not be fetched ahead. */
export function ConnectLink({ projectId, teamId, children, variant, size }: Props) {
  const query = new URLSearchParams({ project: projectId });
  if (teamId) query.set("team", teamId);
  return (
    <a href={`/api/integrations/slack/start?${query}`} className={buttonClass({ variant, size })}>
      {children}
    </a>
  );
}
