import { type Place, projectPath } from "@/components/shell/paths";
import { LinkButton } from "@/components/ui/link-button";
import { withQuery } from "@/components/ui/query-string";
import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { suggestionsFor } from "@/lib/rules/noise/queries";
import type { Suggestion } from "@/lib/rules/noise/suggest";
import type { DryRunDays } from "@/lib/rules/past/stretch";
import { getRule } from "@/lib/rules/queries";
import { suggestionQuery } from "../suggested-draft";

/** The place that the suggestions will take. */
export function SuggestionsLoading() {
  return <p className="min-h-10 text-ink-muted">Trying it on the past…</p>;
}

type Props = {
  scope: Scope;
  place: Place;
  ruleId: string;
  days: DryRunDays;
  now: Date;
  mayEdit: boolean;
};

/** What a rule could be instead; null when it could not be tried in time. */
async function find({ scope, ruleId, days, now }: Props): Promise<Suggestion[] | null> {
  try {
    return await suggestionsFor(scope, ruleId, { days, now });
  } catch (error) {
    if (error instanceof AppError) throw error;
    return null;
  }
}

/** What would have been quieter, with what it would have told, and a way to take it over. */
export async function Suggestions(props: Props) {
  const { scope, place, ruleId, mayEdit } = props;
  const [suggestions, rule] = await Promise.all([find(props), getRule(scope, ruleId)]);
  if (suggestions === null)
    return <p className="text-ink-muted">It could not be tried in time. Choose fewer days.</p>;
  if (suggestions.length === 0)
    return <p className="text-ink-muted">Nothing simple would have made it much quieter.</p>;
  return (
    <ul className="divide-y divide-line">
      {suggestions.map((suggestion) => (
        <li
          key={suggestion.kind}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-2.5 first:pt-0 last:pb-0"
        >
          <span className="min-w-0">
            <span className="block font-medium">{suggestion.text}</span>
            <span className="block text-sm text-ink-muted">
              {`It would have told ${suggestion.wouldTell} times instead of ${suggestion.instead}.`}
            </span>
          </span>
          {mayEdit && (
            <LinkButton
              size="sm"
              href={withQuery(
                projectPath(place, "rules", ruleId, "edit"),
                suggestionQuery(rule, suggestion.patch),
              )}
            >
              Apply
            </LinkButton>
          )}
        </li>
      ))}
    </ul>
  );
}
