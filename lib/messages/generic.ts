import type { Telling, View } from "@/lib/events/catalog/define";
import { given, links, metrics } from "@/lib/events/catalog/parts";
import { asText, type Data, urlIn } from "@/lib/events/catalog/read";
import { humanize } from "./humanize";
import { formatMoney, parseMoney } from "./money";
import { say } from "./sentence";
import { tones } from "./tone";

const maxFields = 6;

function shownValue(value: unknown): string | undefined {
  const money = parseMoney(value);
  if (money) return formatMoney(money);
  return typeof value === "object" ? undefined : asText(value);
}

/** The first few values of `data` that fit in a line: texts, numbers, yes and no, amounts. */
export function topLevelFields(data: Data) {
  const shown: Record<string, string> = {};
  let count = 0;
  for (const [name, value] of Object.entries(data)) {
    if (count === maxFields) break;
    const text = shownValue(value);
    if (text === undefined) continue;
    shown[humanize(name, 60)] = text;
    count++;
  }
  return metrics(shown);
}

/** Name and id, since a generic sentence has nothing else to go by. */
function namedCustomer({ customer }: View): string | undefined {
  if (!customer) return undefined;
  return customer.id === undefined || customer.id === customer.label
    ? customer.label
    : `${customer.label} (${customer.id})`;
}

/** How an event is told of which nothing is known but its type: what, who, the sender's own id, and what stands in `data`. */
export function genericTelling(type: string, reference: string): Telling {
  return {
    severity: "info",
    layout: "standard",
    emoji: tones.info.emoji,
    color: tones.info.color,
    wording: (view) => ({
      headline: say`${humanize(type)}${given(namedCustomer(view), (name) => `: ${name}`)} [${reference}]`,
    }),
    fields: ({ data }) => topLevelFields(data),
    links: ({ customer, data }) =>
      links({ Open: urlIn(data, "url", "link"), "Open customer": customer?.url }),
  };
}
