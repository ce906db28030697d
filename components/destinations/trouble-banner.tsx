import { type Place, projectPath } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { NotOnPage } from "@/components/ui/not-on-page";
import { formatInstant } from "@/components/ui/time-format";
import { counted } from "./counted";

/** A destination that does not take messages, or did not until now. */
export type Trouble = {
  destinationId: string;
  name: string;
  why: string;
  fix: string | null;
  isBroken: boolean;
  /** What waits for somebody's word, `since` as ISO 8601. */
  held: { count: number; since: string } | null;
};

type Props = { troubles: Trouble[]; place: Place; timeZone: string };

/** More than these would push the page out of sight. */
const maxShown = 3;

function TroubleCallout({
  trouble,
  place,
  timeZone,
}: { trouble: Trouble } & Pick<Props, "place" | "timeZone">) {
  const { destinationId, name, why, fix, isBroken, held } = trouble;
  const href = projectPath(place, "destinations", destinationId);
  return (
    <NotOnPage path={href}>
      <Callout
        tone={isBroken ? "bad" : "warn"}
        title={isBroken ? `${name} is broken` : `${name} works again`}
        action={
          <LinkButton href={href} size="sm">
            {isBroken ? "Mend it" : "Send or discard"}
          </LinkButton>
        }
      >
        {why} {fix}
        {held && (
          <>
            {" "}
            {counted(held.count)} held since {formatInstant(held.since, timeZone)}.
          </>
        )}
      </Callout>
    </NotOnPage>
  );
}

/** On every page of a project: what is broken, why, how to mend it, and how much waits for that. */
export function TroubleBanner({ troubles, place, timeZone }: Props) {
  if (troubles.length === 0) return null;
  const more = troubles.length - maxShown;
  return (
    <section aria-label="Destinations that need a look" className="mb-5 grid gap-2 empty:hidden">
      {troubles.slice(0, maxShown).map((trouble) => (
        <TroubleCallout key={trouble.destinationId} trouble={trouble} place={place} timeZone={timeZone} />
      ))}
      {more > 0 && (
        <Callout
          tone="warn"
          action={
            <LinkButton href={projectPath(place, "destinations")} size="sm">
              See all destinations
            </LinkButton>
          }
        >
          {more === 1 ? "1 more destination needs a look." : `${more} more destinations need a look.`}
        </Callout>
      )}
    </section>
  );
}
