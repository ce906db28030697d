import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/or-not-found";
import { draftOfRule } from "@/components/rules/rule-draft";
import { type Place, projectPath } from "@/components/shell/paths";
import { PageHeader } from "@/components/ui/page-header";
import { requireMember } from "@/lib/auth/session";
import { getRule } from "@/lib/rules/queries";
import { update } from "../../actions";
import { RuleEditor } from "../../rule-editor";
import { suggestedDraft } from "../../suggested-draft";

export const metadata: Metadata = { title: "Edit rule" };

type Props = {
  params: Promise<Place & { ruleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function EditRulePage({ params, searchParams }: Props) {
  const [{ ruleId, ...place }, asked] = await Promise.all([params, searchParams]);
  const { scope, project } = await requireMember(place.org, place.project, "member");
  const rule = await orNotFound(getRule(scope, ruleId));
  const back = projectPath(place, "rules", ruleId);
  return (
    <>
      <PageHeader back={{ href: back, label: rule.name }} title={`Edit ${rule.name}`} />
      <RuleEditor
        place={place}
        scope={scope}
        timeZone={project.timeZone}
        action={update.bind(null, place.org, place.project)}
        draft={suggestedDraft(draftOfRule(rule), asked)}
        backHref={back}
      />
    </>
  );
}
