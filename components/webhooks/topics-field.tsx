import Link from "next/link";
import { Checkbox } from "@/components/ui/checkbox";
import { Code } from "@/components/ui/code-block";
import { topicLabels, topics } from "@/lib/webhooks/topics";

/** What of Bellwire itself a webhook is told. */
export function TopicsField({ chosen, errors = [] }: { chosen: readonly string[]; errors?: string[] }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="text-sm font-medium">
        What Bellwire tells of itself <span className="font-normal text-ink-faint">(optional)</span>
      </legend>
      <p className="text-sm text-ink-muted">
        Beside the events that a route brings. Each is told as it happens, to every webhook that is
        subscribed.{" "}
        <Link href="/docs/webhooks" className="underline underline-offset-2">
          Examples of all
        </Link>
      </p>
      <div className="grid gap-x-5 gap-y-2 sm:grid-cols-2">
        {topics.map((topic) => (
          <Checkbox
            key={topic}
            name="topics"
            value={topic}
            defaultChecked={chosen.includes(topic)}
            label={<Code className="break-words">{topic}</Code>}
            hint={topicLabels[topic]}
          />
        ))}
      </div>
      {errors.length > 0 && <p className="text-sm text-bad">{errors.join(" ")}</p>}
    </fieldset>
  );
}
