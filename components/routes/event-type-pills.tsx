import { Pill } from "@/components/ui/pill";

const shown = 3;

/** The event types a route takes, the first few of them. */
export function EventTypePills({ types }: { types: readonly string[] }) {
  const rest = types.slice(shown);
  return (
    <span className="flex flex-wrap gap-1">
      {types.slice(0, shown).map((type) => (
        <Pill key={type} className="font-mono">
          {type === "*" ? "every event" : type}
        </Pill>
      ))}
      {rest.length > 0 && <Pill title={rest.join(", ")}>{`${rest.length} more`}</Pill>}
    </span>
  );
}
