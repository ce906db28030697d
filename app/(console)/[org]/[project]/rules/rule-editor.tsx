import type { RuleDraft } from "@/components/rules/draft";
import { RuleForm } from "@/components/rules/rule-form";
import { type Place, projectPath } from "@/components/shell/paths";
import type { ActionState } from "@/lib/action-state";
import type { Scope } from "@/lib/auth/scope";
import { rulePresets } from "@/lib/rules/presets/offered";
import { dryRun, findCustomers } from "./actions";
import { loadChoices } from "./load-choices";

type Props = {
  place: Place;
  scope: Scope;
  timeZone: string;
  draft: RuleDraft;
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  backHref: string;
  /** What a preset asks its user to look at. */
  asks?: { preset: string; labels: string[] } | undefined;
};

const presets = rulePresets.map(({ id, name, description, group }) => ({ id, name, description, group }));

/** The form of a rule with everything that it lets one pick. */
export async function RuleEditor({ place, scope, timeZone, draft, action, backHref, asks }: Props) {
  const choices = await loadChoices(scope, timeZone);
  return (
    <RuleForm
      action={action}
      draft={draft}
      choices={choices}
      presets={draft.ruleId === "" ? presets : []}
      asks={asks}
      findCustomers={findCustomers.bind(null, place.org, place.project)}
      dryRun={dryRun.bind(null, place.org, place.project)}
      timeZone={timeZone}
      paths={{
        here: projectPath(place, "rules", "new"),
        back: backHref,
        newDestination: projectPath(place, "destinations", "new"),
      }}
    />
  );
}
