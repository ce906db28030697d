import { z } from "zod";
import type { DryRunAnswer, DryRunView } from "@/components/rules/dry-run-view";
import { formatDay } from "@/components/ui/time-format";
import type { MemberOfProject } from "@/lib/auth/session";
import { asRefusal } from "@/lib/errors";
import { readForm } from "@/lib/form";
import { log } from "@/lib/log";
import { tryOnPast } from "@/lib/rules/past/queries";
import { dryRunDays } from "@/lib/rules/past/stretch";
import type { Trial } from "@/lib/rules/past/trial";
import type { Rule } from "@/lib/rules/schema";
import { ruleForm } from "./rule-form-schema";

/** Customers that are listed by name. */
const listed = 8;

const asked = z.object({ form: z.instanceof(FormData), days: z.literal(dryRunDays) });

function viewOf(trial: Trial): DryRunView {
  const { days, count, perDay, customerCount, perCustomer, messages, notes } = trial;
  return {
    days,
    told: count,
    perDay: perDay.map(({ day, count: told }) => ({
      label: formatDay(`${day}T12:00:00Z`, "UTC"),
      count: told,
    })),
    customerCount,
    customers: perCustomer
      .slice(0, listed)
      .map(({ customerId, name, count: told }) => ({ id: customerId ?? "", name, count: told })),
    messages: messages.map(({ message }) => message),
    notes,
  };
}

const refused = (error: unknown): DryRunAnswer => {
  const refusal = asRefusal(error);
  if (!refusal) log.error({ error }, "dry run failed");
  return { refused: refusal?.message ?? "The dry run failed. Try fewer days, or one customer." };
};

/** What a rule as it stands in its form would have told in the last days. */
export async function dryRunOf({ scope }: MemberOfProject, given: unknown): Promise<DryRunAnswer> {
  const request = asked.safeParse(given);
  if (!request.success) return { refused: "Reload the page and try again." };
  const { form, days } = request.data;
  const values = readForm(form);
  const parsed = ruleForm.safeParse({ ...values, name: values.name || "Rule" });
  if (!parsed.success) {
    const messages = parsed.error.issues.map(({ message }) => message);
    return { refused: [...new Set(messages)].join(" ") };
  }
  const now = new Date();
  const rule: Rule = { ...parsed.data.input, id: "rul_draft", revision: 1, watchesSince: now };
  try {
    return viewOf(await tryOnPast(scope, { rule, days, now }));
  } catch (error) {
    return refused(error);
  }
}
