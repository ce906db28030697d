import { Card } from "@/components/ui/card";
import type { RuleDraft } from "./draft";
import { gapsIn } from "./draft-gaps";
import { ruleOf } from "./draft-rule";
import { sentenceOf, tellingOf } from "./sentence-text";

/** What the rule will do, said again with every change. */
export function RuleSentence({ draft }: { draft: RuleDraft }) {
  const [gap] = Object.values(gapsIn({ ...draft, name: draft.name || "Rule" }, 2));
  const late = Object.values(gapsIn(draft, 3));
  const rule = gap === undefined && late.length === 0 ? ruleOf(draft) : undefined;
  return (
    <Card title="What it will do">
      <div aria-live="polite" className="grid min-h-16 content-start gap-1">
        {rule ? (
          <>
            <p className="text-base">{sentenceOf(rule)}</p>
            <p className="text-ink-muted">{tellingOf(rule)}</p>
          </>
        ) : (
          <p className="text-ink-muted">{gap ?? late[0]}</p>
        )}
      </div>
    </Card>
  );
}
