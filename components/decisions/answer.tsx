import { Check, Clock, type LucideIcon, Minus, TriangleAlert, X } from "lucide-react";
import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { inkTone } from "@/components/ui/tone";
import type { Answer, AnswerLine } from "@/lib/events/answer";

const icons = {
  good: Check,
  info: Clock,
  warn: TriangleAlert,
  bad: X,
  neutral: Minus,
} satisfies Record<AnswerLine["tone"], LucideIcon>;

/** “Why did I, or did I not, get this?” in sentences, each with a way to what it speaks of. */
export function AnswerCard({ answer, place }: { answer: Answer; place: Place }) {
  return (
    <Card title="Why did I, or did I not, get this?" className="mb-5">
      <p className="font-medium">{answer.headline}</p>
      {answer.lines.length > 0 && (
        <ul className="mt-2 grid gap-1.5 text-sm">
          {answer.lines.map((line) => {
            const Icon = icons[line.tone];
            return (
              <li key={line.notificationId ?? line.text} className="flex gap-2">
                <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${inkTone[line.tone]}`} />
                <span className="min-w-0 break-words">
                  {line.text}{" "}
                  {line.notificationId !== null && (
                    <Link
                      href={projectPath(place, "activity", line.notificationId)}
                      className="whitespace-nowrap text-ink underline underline-offset-2"
                    >
                      See the notification
                    </Link>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
