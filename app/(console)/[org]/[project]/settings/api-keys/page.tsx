import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { KeyForm } from "@/components/api-keys/key-form";
import { KeyTable } from "@/components/api-keys/key-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { keyStatus } from "@/lib/projects/key-status";
import { listApiKeys } from "@/lib/projects/queries";
import { createApiKeyAction, revokeApiKeyAction, rotateApiKeyAction } from "./actions";

export const metadata: Metadata = { title: "API keys" };

type Props = { params: Promise<{ org: string; project: string }> };

export default async function ApiKeysPage({ params }: Props) {
  const place = await params;
  const { scope, organization, project, role } = await requireMember(place.org, place.project);
  const now = new Date();
  const keys = (await listApiKeys(scope)).map((key) => ({ ...key, status: keyStatus(key, now) }));
  const mayManage = isAtLeast(role, "admin");
  const actions = {
    revoke: revokeApiKeyAction.bind(null, organization.slug, project.slug),
    rotate: rotateApiKeyAction.bind(null, organization.slug, project.slug),
  };
  return (
    <>
      <PageHeader
        title="API keys"
        description={`What a backend shows to send events to ${project.name}. A key opens this project and no other.`}
      />
      <div className="grid gap-5">
        <Card flush>
          {keys.length > 0 ? (
            <KeyTable keys={keys} timeZone={project.timeZone} actions={mayManage ? actions : undefined} />
          ) : (
            <EmptyState
              icon={KeyRound}
              title="No API keys yet"
              action={
                mayManage ? (
                  <LinkButton href="#make-a-key" variant="primary">
                    Make the first one
                  </LinkButton>
                ) : (
                  "Ask an admin to make one."
                )
              }
            >
              Your backend needs one to send its first event.
            </EmptyState>
          )}
        </Card>
        {mayManage && (
          <div id="make-a-key">
            <Card title="Make an API key">
              <KeyForm action={createApiKeyAction.bind(null, organization.slug, project.slug)} />
            </Card>
          </div>
        )}
      </div>
    </>
  );
}
