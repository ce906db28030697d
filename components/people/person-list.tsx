import { clsx } from "clsx";
import { UserRound } from "lucide-react";
import type { RefObject } from "react";
import { ListPanel } from "@/components/picker/list-panel";
import { optionId } from "@/components/picker/use-choice";
import type { Found } from "@/components/picker/use-search";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PeoplePage, Person } from "./person-search";

type Props = {
  id: string;
  ref: RefObject<HTMLDivElement | null>;
  found: Found<PeoplePage>;
  /** The option that the arrow keys are at. */
  active: number;
  chosenId: string | undefined;
  timeZone: string;
  choose: (person: Person) => void;
  more: (() => void) | undefined;
  refresh: () => void;
};

type OptionProps = { id: string; person: Person; isActive: boolean; isChosen: boolean; choose: () => void };

function PersonOption({ id, person, isActive, isChosen, choose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and answers the keys for all options.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      // The field must not lose the focus before the click counts.
      onMouseDown={(event) => event.preventDefault()}
      onClick={choose}
      className={clsx(
        "flex cursor-pointer items-center gap-2 rounded-md px-2 py-1.5",
        isActive && "bg-hover",
      )}
    >
      <UserRound aria-hidden className="size-4 shrink-0 text-ink-faint" />
      <span className="truncate text-ink">{person.name}</span>
      <span className="truncate text-xs text-ink-muted">@{person.handle}</span>
    </div>
  );
}

/** What there is to say about the list: that it is being asked for, empty, cut short, or how old it is. */
function Standing({ found, timeZone }: Pick<Props, "found" | "timeZone">) {
  const { page, error, isAsking } = found;
  if (error) return <span className="text-bad">{error}</span>;
  if (!page) return isAsking ? "Asking for the people" : null;
  const { people, complete, incompleteBecause, listedAt } = page;
  if (!complete && listedAt === null && incompleteBecause) return incompleteBecause;
  if (complete && listedAt === null) return "Slack is asked for this person when you add the destination.";
  return (
    <>
      {people.length === 0 && "Nobody of that name. Type their e-mail address to find them anyway. "}
      {!complete && incompleteBecause && `The list is incomplete. ${incompleteBecause} `}
      {listedAt && (
        <>
          Listed <RelativeTime iso={listedAt} timeZone={timeZone} />.
        </>
      )}
    </>
  );
}

/** The open list below the field: people by name, then what there is to say about them. */
export function PersonList(props: Props) {
  const { id, ref, found, active, chosenId, timeZone, choose, more, refresh } = props;
  return (
    <ListPanel
      id={id}
      ref={ref}
      label="People"
      more={more}
      refresh={refresh}
      isAsking={found.isAsking}
      standing={<Standing found={found} timeZone={timeZone} />}
    >
      {found.page?.people.map((person, position) => (
        <PersonOption
          key={person.id}
          id={optionId(id, position)}
          person={person}
          isActive={position === active}
          isChosen={person.id === chosenId}
          choose={() => choose(person)}
        />
      ))}
    </ListPanel>
  );
}
