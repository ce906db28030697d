import type { FieldError } from "@/lib/errors";
import type { Condition, RuleInput, RuleScope, Signal } from "./schema";

type Kinds = { conditions: readonly Condition["kind"][]; scopes: readonly RuleScope["kind"][] };

const everybody = ["all", "each", "customer", "segment"] as const;
const oneByOne = ["each", "customer"] as const;
const counted = {
  conditions: ["above", "below", "share", "change", "steps", "absent"],
  scopes: everybody,
} as const;

/** What can be asked of a signal, and of whom. */
const table = {
  meter: counted,
  revenue: counted,
  events: counted,
  field: { conditions: ["above", "below", "share", "change", "steps", "zone"], scopes: everybody },
  balance: { conditions: ["above", "below", "share"], scopes: oneByOne },
  unknown: { conditions: ["seen"], scopes: ["all"] },
} as const satisfies Record<Signal["kind"], Kinds>;

/** Numbers that mean nothing when they are added up over customers. */
const scores: readonly string[] = ["healthScore", "sentimentScore", "churnProbability"];

const isTogether = ({ scope }: RuleInput) => scope.kind === "all" || scope.kind === "segment";
const listed = (words: readonly string[]) => words.join(", ");

/** Whether a rule sums up over windows: what is counted, unless it is that nothing came. */
export const needsWindow = ({ signal, condition }: Pick<RuleInput, "signal" | "condition">) =>
  (signal.kind === "meter" || signal.kind === "revenue" || signal.kind === "events") &&
  condition.kind !== "absent";

function checkKinds({ signal, condition, scope }: RuleInput): FieldError[] {
  const { conditions, scopes }: Kinds = table[signal.kind];
  const errors: FieldError[] = [];
  if (!conditions.includes(condition.kind))
    errors.push({
      pointer: "/condition/kind",
      message: `must be one of ${listed(conditions)} for the signal ${signal.kind}`,
    });
  if (!scopes.includes(scope.kind))
    errors.push({
      pointer: "/scope/kind",
      message: `must be one of ${listed(scopes)} for the signal ${signal.kind}`,
    });
  return errors;
}

function checkWindow(rule: RuleInput): FieldError[] {
  const { signal, window } = rule;
  if (needsWindow(rule)) {
    if (window === undefined)
      return [
        { pointer: "/window", message: "is required: say by which windows it is summed up, such as week" },
      ];
    return window === "cycle" && isTogether(rule)
      ? [
          {
            pointer: "/window",
            message: "must be of the calendar, such as month: each customer has a billing cycle of its own",
          },
        ]
      : [];
  }
  if (window === undefined) return [];
  const reason =
    rule.condition.kind === "absent" ? "absence is told by its hours" : `${signal.kind} is not summed up`;
  return [{ pointer: "/window", message: `must be left out: ${reason}` }];
}

function checkField({ signal, condition, scope }: RuleInput): FieldError[] {
  if (signal.kind !== "field") return [];
  const errors: FieldError[] = [];
  const isMoney = signal.field === "mrr";
  if (isMoney && signal.currency === undefined)
    errors.push({ pointer: "/signal/currency", message: "is required: money is counted in one currency" });
  if (!isMoney && !signal.field.startsWith("attributes.") && signal.currency !== undefined)
    errors.push({ pointer: "/signal/currency", message: `must be left out: ${signal.field} is no money` });
  if ((scope.kind === "all" || scope.kind === "segment") && scores.includes(signal.field))
    errors.push({
      pointer: "/scope/kind",
      message: `must be each or customer: ${signal.field} does not add up over customers`,
    });
  if (condition.kind === "zone" && signal.field !== "healthScore")
    errors.push({ pointer: "/signal/field", message: "must be healthScore: zones are those of health" });
  if (condition.kind === "zone" && !["each", "customer"].includes(scope.kind))
    errors.push({
      pointer: "/scope/kind",
      message: "must be each or customer: only a customer is in a zone",
    });
  return errors;
}

function checkBalance({ signal, condition }: RuleInput): FieldError[] {
  if (signal.kind !== "balance") return [];
  const errors: FieldError[] = [];
  if (!signal.credits.startsWith("attributes."))
    errors.push({
      pointer: "/signal/credits",
      message: "must be an attribute that holds the credits, such as attributes.credits",
    });
  if (signal.measure !== "daysLeft") return errors;
  if (signal.meter === undefined)
    errors.push({
      pointer: "/signal/meter",
      message: "is required: how long credits last is told by what is used",
    });
  if (condition.kind === "share")
    errors.push({
      pointer: "/condition/kind",
      message: "must be above or below: days left are no share of anything",
    });
  return errors;
}

function checkComparison({ signal, condition, scope }: RuleInput): FieldError[] {
  if (condition.kind === "change") {
    const isByDays = "days" in condition.against;
    if (signal.kind === "field" && !isByDays)
      return [
        {
          pointer: "/condition/against",
          message: 'must be { "days": … }: a number of a customer has no windows',
        },
      ];
    if (signal.kind !== "field" && isByDays)
      return [
        {
          pointer: "/condition/against",
          message: 'must be { "windows": … }: what is summed up is compared by windows',
        },
      ];
  }
  const of = condition.kind === "share" || condition.kind === "steps" ? condition.of : undefined;
  const isTogetherOfField = of && "field" in of && (scope.kind === "all" || scope.kind === "segment");
  return isTogetherOfField
    ? [
        {
          pointer: "/condition/of",
          message: 'must be { "value": … }: only a customer has a number of its own',
        },
      ]
    : [];
}

/** What of a rule does not go with its signal: the condition, the scope, the window, the currency, what it is compared with. */
export function checkSignal(rule: RuleInput): FieldError[] {
  const kinds = checkKinds(rule);
  // What is asked of the wrong signal is not asked further: the rest would be said of something else.
  if (kinds.length > 0) return kinds;
  return [...checkWindow(rule), ...checkField(rule), ...checkBalance(rule), ...checkComparison(rule)];
}
