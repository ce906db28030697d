import { ThumbsDown, ThumbsUp } from "lucide-react";
import { ActionButton } from "@/components/ui/action-button";
import { Card } from "@/components/ui/card";
import type { ActionState } from "@/lib/action-state";
import type { countVotes } from "@/lib/votes/queries";

type Props = {
  notificationId: string;
  counts: Awaited<ReturnType<typeof countVotes>>;
  /** Left out for people who may only look. */
  action?: ((state: ActionState<void>, form: FormData) => Promise<ActionState<void>>) | undefined;
};

const votes = [
  { vote: "useful", label: "Useful", icon: ThumbsUp },
  { vote: "noise", label: "Noise", icon: ThumbsDown },
] as const;

/** Whether a message was worth reading, and what others thought. */
export function VoteCard({ notificationId, counts, action }: Props) {
  const words = `${counts.useful} useful, ${counts.noise} noise`;
  return (
    <Card title="Was it worth reading?" description={action ? words : undefined}>
      {action ? (
        <div className="flex flex-wrap gap-2">
          {votes.map(({ vote, label, icon: Icon }) => (
            <ActionButton
              key={vote}
              action={action}
              fields={{ notificationId, vote }}
              look={{ variant: counts.own === vote ? "primary" : "secondary" }}
            >
              <Icon aria-hidden />
              {label}
              {counts.own === vote && <span className="sr-only">: your vote</span>}
            </ActionButton>
          ))}
        </div>
      ) : (
        <p className="text-ink-muted">{words}</p>
      )}
    </Card>
  );
}
