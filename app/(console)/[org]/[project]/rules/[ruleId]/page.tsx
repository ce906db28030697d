import type { Metadata } from "next";
import { Suspense } from "react";
import { z } from "zod";
import { orNotFound } from "@/app/(console)/or-not-found";
import { RuleFacts } from "@/components/rules/rule-facts";
import { sentenceOf, tellingOf } from "@/components/rules/sentence-text";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { withQuery } from "@/components/ui/query-string";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { listFirings, listRuleStates } from "@/lib/rules/board/queries";
import type { StateItem } from "@/lib/rules/board/row";
import { describeSignal, writerOf } from "@/lib/rules/describe";
import { getRule, type RuleItem } from "@/lib/rules/queries";
import { loadChart } from "./load-chart";
import { loadCustomer } from "./load-customer";
import { NoiseCard, NoiseCardLoading } from "./noise-card";
import { RuleActions } from "./rule-actions";
import { NowCard, ToldCard } from "./standing";
import { ValueCard } from "./value-card";

export const metadata: Metadata = { title: "Rule" };

const text = z.string().max(300).optional().catch(undefined);
const querySchema = z.object({ customer: text, states: text, firings: text });

/** Whose numbers are drawn: who is asked for, who it is about, who fires; all together for a rule of all. */
function subjectOf({ scope }: RuleItem, asked: string | undefined, states: readonly StateItem[]): string {
  if (scope.kind === "customer") return scope.customerId;
  if (asked !== undefined) return asked.trim();
  return scope.kind === "each" ? (states.find(({ customerId }) => customerId !== "")?.customerId ?? "") : "";
}

type Props = {
  params: Promise<Place & { ruleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function RulePage(props: Props) {
  const [{ ruleId, ...place }, searchParams] = await Promise.all([props.params, props.searchParams]);
  const { scope, project, role } = await requireMember(place.org, place.project);
  const { timeZone } = project;
  const query = querySchema.parse(searchParams);
  const rule = await orNotFound(getRule(scope, ruleId));
  const now = new Date();
  const [states, firings, destinations] = await Promise.all([
    listRuleStates(scope, ruleId, { cursor: query.states }),
    listFirings(scope, { ruleId, cursor: query.firings, limit: 20 }),
    listDestinations(scope),
  ]);
  const chosen = subjectOf(rule, query.customer, states.items);
  const customer = await loadCustomer(scope, rule.environment, chosen);
  const chart = await loadChart(scope, { rule, environment: rule.environment, customer, timeZone, now });
  const write = writerOf(rule.signal);
  const path = projectPath(place, "rules", ruleId);
  const look = { place, timeZone, write };
  const here = (change: Record<string, string | null | undefined>) =>
    withQuery(path, { customer: query.customer, ...change });
  return (
    <>
      <LiveRefresh everyMs={5_000} />
      <PageHeader
        back={{ href: projectPath(place, "rules"), label: "Rules" }}
        title={rule.name}
        description={rule.description || undefined}
        badges={
          <>
            {!rule.enabled && <Pill>Off</Pill>}
            {rule.firing > 0 && <Pill tone="bad">{`${rule.firing.toLocaleString("en")} firing`}</Pill>}
          </>
        }
        actions={
          isAtLeast(role, "member") && (
            <RuleActions place={place} id={ruleId} name={rule.name} enabled={rule.enabled} />
          )
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-5">
          <Card>
            <p className="text-base">{sentenceOf(rule)}</p>
            <p className="text-ink-muted">{tellingOf(rule)}</p>
          </Card>
          {rule.signal.kind !== "unknown" && (
            <ValueCard
              place={place}
              ruleId={ruleId}
              signal={describeSignal(rule.signal)}
              chart={chart}
              write={write}
              subject={chosen}
              suggestions={states.items.flatMap(({ customerId, customerName }) =>
                customerId === "" ? [] : [{ id: customerId, name: customerName }],
              )}
              hasTotal={chart.look === "bars" && rule.scope.kind !== "segment"}
            />
          )}
          <NowCard rule={rule} states={states} look={look} here={here} query={query} />
          <ToldCard firings={firings} look={look} here={here} query={query} />
        </div>
        <div className="grid min-w-0 gap-5">
          <Card title="Details">
            <RuleFacts
              rule={rule}
              place={place}
              timeZone={timeZone}
              destinations={new Map(destinations.map(({ id, name }) => [id, name]))}
            />
          </Card>
          <Suspense fallback={<NoiseCardLoading />}>
            <NoiseCard scope={scope} ruleId={ruleId} place={place} now={now} />
          </Suspense>
        </div>
      </div>
    </>
  );
}
