import type { Metadata } from "next";
import { z } from "zod";
import { orNotFound } from "@/app/(console)/or-not-found";
import { blankDraft, isRuleType, type RuleDraft } from "@/components/rules/draft";
import { withType } from "@/components/rules/draft-fit";
import { draftOfRule } from "@/components/rules/rule-draft";
import { type Place, projectPath } from "@/components/shell/paths";
import { PageHeader } from "@/components/ui/page-header";
import type { Scope } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { findPreset } from "@/lib/rules/presets/offered";
import { getRule } from "@/lib/rules/queries";
import { ruleInput } from "@/lib/rules/schema";
import { create } from "../actions";
import { RuleEditor } from "../rule-editor";

export const metadata: Metadata = { title: "Create rule" };

const text = z.string().max(255).optional().catch(undefined);
const querySchema = z.object({ type: text, preset: text, copy: text, meter: text, customer: text });
type Asked = z.infer<typeof querySchema>;

type Start = { draft: RuleDraft; asks?: { preset: string; labels: string[] } };

/** What the address asks the form to start with: a preset, another rule, a type, or nothing. */
async function startOf(scope: Scope, { type, preset: presetId, copy, meter }: Asked): Promise<Start> {
  const preset = presetId === undefined ? undefined : findPreset(presetId);
  if (preset) {
    const draft = draftOfRule(ruleInput.parse(preset.rule));
    return { draft, asks: { preset: preset.name, labels: preset.gaps.map(({ label }) => label) } };
  }
  if (copy !== undefined) {
    const { id: _, ...rule } = await orNotFound(getRule(scope, copy));
    return { draft: draftOfRule({ ...rule, name: `${rule.name.slice(0, 73)} (copy)` }) };
  }
  const chosen = meter === undefined ? (type ?? "") : "usage";
  if (!isRuleType(chosen)) return { draft: blankDraft };
  return { draft: { ...withType(blankDraft, chosen), meter: meter ?? "" } };
}

type Props = {
  params: Promise<Place>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function NewRulePage({ params, searchParams }: Props) {
  const place = await params;
  const asked = querySchema.parse(await searchParams);
  const { scope, project } = await requireMember(place.org, place.project, "member");
  const { draft, asks } = await startOf(scope, asked);
  const list = projectPath(place, "rules");
  return (
    <>
      <PageHeader back={{ href: list, label: "Rules" }} title="Create a rule" />
      <RuleEditor
        key={`${asked.preset} ${asked.copy} ${asked.type} ${asked.meter}`}
        place={place}
        scope={scope}
        timeZone={project.timeZone}
        action={create.bind(null, place.org, place.project)}
        draft={draft}
        backHref={list}
        asks={asks}
      />
    </>
  );
}
