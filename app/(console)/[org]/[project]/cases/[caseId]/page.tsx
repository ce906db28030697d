import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/or-not-found";
import { CaseActions } from "@/components/cases/case-actions";
import { CaseFacts } from "@/components/cases/case-facts";
import { CaseMessages } from "@/components/cases/case-messages";
import { CaseBadges, CaseStatePill } from "@/components/cases/case-pills";
import { CaseSteps } from "@/components/cases/case-steps";
import { DecideButtons } from "@/components/cases/decide-buttons";
import { MuteCustomer } from "@/components/mutes/mute-customer";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { InlineForm } from "@/components/ui/inline-form";
import { LinkButton } from "@/components/ui/link-button";
import { LiveRefresh } from "@/components/ui/live-refresh";
import { PageHeader } from "@/components/ui/page-header";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { awaitsDecision } from "@/lib/cases/actions/offer";
import { getCase } from "@/lib/cases/queries";
import { muteCustomer } from "../../silences/actions";
import { acknowledgeCase, assignCase, decideCase, resolveCase, snoozeCase } from "../actions";

export const metadata: Metadata = { title: "Case" };

export default async function CasePage(props: { params: Promise<Place & { caseId: string }> }) {
  const { caseId, ...place } = await props.params;
  const { scope, project, role } = await requireMember(place.org, place.project);
  const { steps, messages, ...item } = await orNotFound(getCase(scope, caseId));
  const mayChange = isAtLeast(role, "member");
  const { timeZone } = project;
  const now = new Date();
  const actions = {
    acknowledge: acknowledgeCase.bind(null, place.org, place.project),
    snooze: snoozeCase.bind(null, place.org, place.project),
    resolve: resolveCase.bind(null, place.org, place.project),
    decide: decideCase.bind(null, place.org, place.project),
    mute: muteCustomer.bind(null, place.org, place.project),
  };
  return (
    <>
      <LiveRefresh everyMs={4000} />
      <PageHeader
        back={{ href: projectPath(place, "cases"), label: "Cases" }}
        title={item.text}
        badges={
          <>
            <CaseStatePill {...item} />
            <CaseBadges item={item} now={now} />
          </>
        }
        actions={
          mayChange && (
            <>
              {awaitsDecision(item) && <DecideButtons caseId={caseId} action={actions.decide} />}
              <CaseActions item={item} now={now} actions={actions} awaitsAnswer={awaitsDecision(item)} />
              {item.customerId !== null && item.state === "open" && (
                <MuteCustomer
                  customerId={item.customerId}
                  customerName={item.customerName}
                  action={actions.mute}
                />
              )}
            </>
          )
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-5">
          <Card title="What happened" description="The latest first.">
            <CaseSteps steps={steps} leadEventId={item.leadEventId} place={place} timeZone={timeZone} />
          </Card>
          <Card
            title="Where it is told"
            actions={
              <LinkButton href={`${projectPath(place, "activity")}?case=${caseId}`} size="sm">
                Notifications
              </LinkButton>
            }
          >
            <CaseMessages messages={messages} place={place} timeZone={timeZone} />
          </Card>
        </div>
        <div className="grid min-w-0 gap-5">
          <Card title="Details">
            <CaseFacts item={item} timeZone={timeZone} />
          </Card>
          {mayChange && item.state === "open" && (
            <Card title="Assignment">
              <InlineForm
                action={assignCase.bind(null, place.org, place.project)}
                label="Assigned to"
                name="to"
                hint="A name or a team; empty for nobody."
                submit="Assign"
                done="Assigned."
                fields={{ caseId }}
                input={{ defaultValue: item.assignedTo ?? "", maxLength: 120 }}
              />
            </Card>
          )}
        </div>
      </div>
    </>
  );
}
