import { Check, ChevronsUpDown, Plus } from "lucide-react";
import Link from "next/link";
import { Menu } from "@/components/ui/menu";
import { type Place, projectPath } from "./paths";

export type SwitcherOrganization = { slug: string; name: string; projects: { slug: string; name: string }[] };

type Props = {
  organizations: SwitcherOrganization[];
  place: Place;
  organizationName: string;
  projectName: string;
};

const item = "flex items-center justify-between gap-2 rounded-md px-2 py-1.5 text-sm hover:bg-hover";

/** Which organization and project this is, and the way to the others. */
export function Switcher({ organizations, place, organizationName, projectName }: Props) {
  return (
    <Menu
      label="Switch project"
      summaryClass="flex items-center justify-between gap-2 border border-line bg-surface px-2.5 py-1.5 shadow-card hover:bg-hover"
      panelClass="inset-x-0 top-full mt-1 max-h-96 overflow-y-auto"
      summary={
        <>
          <span className="min-w-0 leading-4">
            <span className="block truncate text-sm font-medium">{projectName}</span>
            <span className="block truncate text-xs text-ink-muted">{organizationName}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
        </>
      }
    >
      {organizations.map((organization) => (
        <div key={organization.slug} className="border-b border-line py-1 last-of-type:border-b-0">
          <p className="px-2 py-1 text-xs font-medium text-ink-faint">{organization.name}</p>
          {organization.projects.map((project) => {
            const isCurrent = organization.slug === place.org && project.slug === place.project;
            const href = projectPath({ org: organization.slug, project: project.slug });
            return (
              <Link
                key={project.slug}
                href={href}
                aria-current={isCurrent ? "true" : undefined}
                className={item}
              >
                <span className="min-w-0 truncate">{project.name}</span>
                {isCurrent && <Check aria-hidden className="size-4 shrink-0 text-accent" />}
              </Link>
            );
          })}
        </div>
      ))}
      <Link href="/new" className={`${item} justify-start border-t border-line text-ink-muted`}>
        <Plus aria-hidden className="size-4" />
        New organization
      </Link>
    </Menu>
  );
}
