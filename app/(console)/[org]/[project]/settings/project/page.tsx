import type { Metadata } from "next";
import { NameForm } from "@/components/organizations/name-form";
import { ProjectForm } from "@/components/organizations/project-form";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { KeyValues } from "@/components/ui/key-values";
import { PageHeader } from "@/components/ui/page-header";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { timeZones } from "@/lib/projects/time-zone";
import { createProjectAction, renameOrganizationAction, updateProjectAction } from "./actions";

export const metadata: Metadata = { title: "Project settings" };

type Props = { params: Promise<{ org: string; project: string }> };

export default async function ProjectSettingsPage({ params }: Props) {
  const place = await params;
  const { organization, project, role } = await requireMember(place.org, place.project);
  const zones = timeZones();
  const facts = [
    { label: "Name", value: project.name },
    { label: "Time zone", value: project.timeZone },
    { label: "Organization", value: organization.name },
    {
      label: "Project id",
      value: (
        <span className="inline-flex flex-wrap items-center gap-1">
          <code className="font-mono text-sm break-all">{project.id}</code>
          <CopyButton text={project.id} what="project id" />
        </span>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title="Project settings"
        description={isAtLeast(role, "admin") ? undefined : "Only admins can change them."}
      />
      <div className="grid gap-5">
        <Card title="This project">
          <KeyValues items={facts} />
        </Card>
        {isAtLeast(role, "admin") && (
          <>
            <Card
              title="Name and time zone"
              description="Addresses stay as they are, so that links keep working."
            >
              <ProjectForm
                action={updateProjectAction.bind(null, organization.slug, project.slug)}
                project={project}
                submit="Save"
                zones={zones}
              />
            </Card>
            <Card title="Organization" description="Seen by everybody who belongs to it.">
              <NameForm
                action={renameOrganizationAction.bind(null, organization.slug)}
                name={organization.name}
              />
            </Card>
            <Card title="New project" description={`Another product or environment of ${organization.name}.`}>
              <ProjectForm
                action={createProjectAction.bind(null, organization.slug)}
                submit="Create project"
                zones={zones}
              />
            </Card>
          </>
        )}
      </div>
    </>
  );
}
