import Link from "next/link";
import { ValueChart } from "@/components/rules/value-chart";
import { type Place, projectPath } from "@/components/shell/paths";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FilterForm } from "@/components/ui/filter-form";
import { Input } from "@/components/ui/input";
import type { RuleChart } from "./load-chart";

type Props = {
  place: Place;
  ruleId: string;
  signal: string;
  chart: RuleChart;
  /** Whose numbers are drawn; empty for all together. */
  subject: string;
  /** Who fires, to be chosen with one press. */
  suggestions: readonly { id: string; name: string | null }[];
  write: (value: string) => string;
  /** Whether there is a line of all together. */
  hasTotal: boolean;
};

/** The value against its threshold, of one customer or of all together. */
export function ValueCard({ place, ruleId, signal, chart, subject, suggestions, hasTotal, write }: Props) {
  const path = projectPath(place, "rules", ruleId);
  const of = subject === "" ? "all customers together" : subject;
  return (
    <Card
      title="Value against threshold"
      description={`${signal} of ${of}`}
      actions={
        <FilterForm action={path} className="flex flex-wrap items-center gap-2">
          <Input
            name="customer"
            defaultValue={subject}
            placeholder="Customer id"
            aria-label="Customer id"
            list="rule-chart-customers"
            maxLength={255}
            className="sm:w-44"
          />
          <datalist id="rule-chart-customers">
            {suggestions.map(({ id, name }) => (
              <option key={id} value={id}>
                {name ?? id}
              </option>
            ))}
          </datalist>
          <Button type="submit">Draw</Button>
          {subject !== "" && hasTotal && (
            <Link
              href={`${path}?customer=`}
              className="text-sm text-ink-muted underline underline-offset-2 hover:text-ink"
            >
              All together
            </Link>
          )}
        </FilterForm>
      }
    >
      <div className="min-h-44">
        <ValueChart
          title={`${signal} of ${of} over time`}
          points={chart.points}
          thresholds={chart.thresholds}
          look={chart.look}
          write={write}
          empty={
            subject === "" && !hasTotal
              ? "This number is one of each customer. Choose a customer to see how it went."
              : "Nothing has come of it yet."
          }
        />
      </div>
    </Card>
  );
}
