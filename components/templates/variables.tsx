import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code-block";

/** Something that a template can name, with what it is in the event that is shown. */
export type Variable = { path: string; value: string };

type Props = {
  variables: readonly Variable[];
  filters: readonly { name: string; about: string }[];
  insert: (text: string) => void;
};

/** Everything that can be named, each a press away from where the cursor stood. */
export function VariableList({ variables, filters, insert }: Props) {
  return (
    <div className="grid gap-3 text-sm">
      <ul className="grid max-h-72 gap-0.5 overflow-y-auto" aria-label="Variables">
        {variables.map(({ path, value }) => (
          <li key={path} className="flex min-w-0 items-baseline gap-2">
            <Button
              variant="quiet"
              size="sm"
              className="max-w-full shrink-0 font-mono"
              aria-label={`Insert ${path}`}
              onClick={() => insert(`{{ ${path} }}`)}
            >
              <span className="truncate">{path}</span>
            </Button>
            <span className="min-w-0 truncate text-ink-muted">{value}</span>
          </li>
        ))}
      </ul>
      <details>
        <summary className="cursor-pointer font-medium">Filters, conditions and loops</summary>
        <dl className="mt-2 grid gap-1">
          {filters.map(({ name, about }) => (
            <div key={name} className="flex flex-wrap gap-x-2">
              <dt>
                <Code>{`| ${name}`}</Code>
              </dt>
              <dd className="text-ink-muted">{about}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-2 text-ink-muted">
          <Code>{'{% if data.plan == "Pro" %}…{% elsif … %}…{% else %}…{% endif %}'}</Code>,{" "}
          <Code>{"{% unless … %}…{% endunless %}"}</Code>,{" "}
          <Code>{"{% for line in data.lines limit: 3 %}{{ line.name }}{% endfor %}"}</Code>
        </p>
      </details>
    </div>
  );
}
