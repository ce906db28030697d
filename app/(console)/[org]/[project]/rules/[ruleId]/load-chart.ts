import type { ChartPoint } from "@/components/rules/chart-scale";
import { formatDay } from "@/components/ui/time-format";
import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import { listCustomerHistory } from "@/lib/customers/queries";
import { sumWindows } from "@/lib/meters/queries";
import type { Window } from "@/lib/meters/windows";
import { measuredText } from "@/lib/rules/charts/measured";
import { sumEvents } from "@/lib/rules/charts/queries";
import { thresholdsOf } from "@/lib/rules/charts/thresholds";
import type { RuleCustomer } from "@/lib/rules/observation";
import type { RuleInput, RuleWindow } from "@/lib/rules/schema";
import { type Calendar, previousWindow, windowOf } from "@/lib/rules/window";

/** A value over time, and the bounds it is held against. */
export type RuleChart = {
  look: "bars" | "line";
  points: ChartPoint[];
  thresholds: string[];
};

type Asked = {
  rule: RuleInput;
  environment: Environment;
  /** Null for all together. */
  customer: RuleCustomer | null;
  timeZone: string;
  now: Date;
};

/** How many windows are drawn. */
const counts: Record<RuleWindow, number> = { hour: 48, day: 30, week: 16, month: 12, quarter: 8, cycle: 12 };
const historyDays = 90;
const dayMs = 86_400_000;

function windowsTo(now: Date, size: RuleWindow, calendar: Calendar): Window[] {
  const windows = [windowOf(now.getTime(), size, calendar)];
  for (let last = windows[0]; last && windows.length < counts[size]; ) {
    last = previousWindow(last, size, calendar);
    windows.unshift(last);
  }
  return windows;
}

async function valuesOf(scope: Scope, asked: Asked, windows: Window[]): Promise<(string | null)[]> {
  const { rule, environment, customer } = asked;
  const { signal } = rule;
  const customerId = customer?.id ?? null;
  switch (signal.kind) {
    case "meter": {
      const series = await sumWindows(scope, { environment, meter: signal.meter, customerId, windows });
      return series.map((value) => measuredText(value, signal.measure));
    }
    case "revenue":
      return sumEvents(scope, { environment, customerId: customerId ?? "", of: signal, windows });
    case "events":
      return sumEvents(scope, { environment, customerId: customerId ?? "", of: signal, windows });
    default:
      return [];
  }
}

/** A number of a customer at the end of each of the last days. */
async function dailyValues(scope: Scope, { environment, customer, timeZone, now }: Asked, field: string) {
  if (!customer) return [];
  const history = (await listCustomerHistory(scope, { environment, id: customer.id, field })).toReversed();
  return Array.from({ length: historyDays }, (_, position): ChartPoint => {
    const at = new Date(now.getTime() - (historyDays - 1 - position) * dayMs);
    const known = history.findLast((entry) => entry.at <= at);
    return { label: formatDay(at.toISOString(), timeZone), value: known?.value ?? null };
  });
}

/** What a rule looks at, over time: of one customer, or of all together. */
export async function loadChart(scope: Scope, asked: Asked): Promise<RuleChart> {
  const { rule, customer, timeZone, now } = asked;
  const { signal } = rule;
  // A bound of each customer says nothing of all together.
  const isOwn = rule.scope.kind !== "each" || customer !== null;
  const thresholds = isOwn ? thresholdsOf(rule, customer) : [];
  if (signal.kind === "field" || signal.kind === "balance") {
    const field = signal.kind === "field" ? signal.field : signal.credits;
    const isSame = signal.kind === "field" || (signal.meter === undefined && signal.measure === "amount");
    return {
      look: "line",
      points: await dailyValues(scope, asked, field),
      thresholds: isSame ? thresholds : [],
    };
  }
  const size = rule.window ?? "day";
  // What a segment comes to is not kept by hour; only single customers and all together are.
  if (rule.scope.kind === "segment" && customer === null) return { look: "bars", points: [], thresholds };
  const windows = windowsTo(now, size, { timeZone, customer });
  const values = await valuesOf(scope, asked, windows);
  const points = windows.map(({ start }, position) => ({
    label: formatDay(new Date(start).toISOString(), timeZone, size === "hour"),
    value: values[position] ?? null,
  }));
  return { look: "bars", points, thresholds };
}
