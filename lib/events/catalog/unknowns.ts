import { z } from "zod";
import { formatMoment } from "@/lib/messages/format";
import { say } from "@/lib/messages/sentence";
import type { SampleEvent } from "../sample";
import { defineEvent, type View } from "./define";
import { brief, few, given, graded, links, metrics, plural, sentence, sentences } from "./parts";
import {
  countIn,
  type Data,
  instantIn,
  itemsIn,
  numberIn,
  percentIn,
  shareIn,
  sizeIn,
  textIn,
  textsIn,
  urlIn,
} from "./read";
import { at } from "./samples-of";
import { count, label, list, quantity, url } from "./shapes";

const data = z.looseObject({ entities: list, names: list, count, readings: count, cause: label, url });

const listNames = ["entities", "names", "entityList", "meters", "customers"];
const namesOf = (data: Data) => textsIn(data, ...listNames);

function countOf(data: Data): number {
  return countIn(data, "count", "total") ?? sizeIn(data, ...listNames) ?? Math.max(1, namesOf(data).length);
}

/** `meter.unknown` and `customer.unknown`: something sent data that nobody has set up (AMB-22). */
function unknownEntity(noun: "meter" | "customer", sampleData: Record<string, unknown>) {
  const sample: SampleEvent = {
    id: `sample_${noun}_unknown`,
    type: `${noun}.unknown`,
    occurredAt: at,
    data: sampleData,
  };
  return defineEvent({
    type: `${noun}.unknown`,
    label: `Unknown ${noun}`,
    family: "data",
    description: `Data came in for a ${noun} that is not set up.`,
    data,
    severity: "warning",
    emoji: ":grey_question:",
    wording: ({ data }) => {
      const total = countOf(data);
      return {
        headline: say`${plural(total, `unknown ${noun}`)} sent data${given(total === 1 ? brief(namesOf(data)[0]) : undefined, (name) => `: ${name}`)}`,
        why:
          sentence(textIn(data, "cause")) ??
          `Most often a spelling that changed, or a ${noun} nobody has created yet.`,
      };
    },
    fields: ({ data, pen }) =>
      metrics({
        "Entity type": noun,
        Names: few(namesOf(data), 10, countOf(data)),
        Readings: given(countIn(data, "readings", "measurements"), pen.number) || undefined,
        "First seen": textIn(data, "firstSeen"),
      }),
    links: ({ data }) => links({ Review: urlIn(data, "url"), Create: urlIn(data, "createUrl") }),
    feeds: ["invalidData"],
    sample,
  });
}

type Reason = { text: string; count: number | undefined };

/** The most common reasons, most common first (OCT-15). */
function reasonsOf(data: Data): Reason[] {
  const items = itemsIn(data, "reasons", "topReasons");
  const reasons = items.flatMap((item) => {
    const text = textIn(item, "reason", "message", "text", "code");
    return text === undefined ? [] : [{ text, count: countIn(item, "count") }];
  });
  const plain =
    reasons.length > 0
      ? reasons
      : textsIn(data, "reasons", "topReasons").map((text) => ({ text, count: undefined }));
  return plain.sort((left, right) => (right.count ?? 0) - (left.count ?? 0));
}

const reasonText = ({ text, count }: Reason) =>
  `${brief(text, 120)}${given(count, (times) => ` × ${times}`)}`;
const shown = 3;

function reasonFields(data: Data) {
  const reasons = reasonsOf(data);
  const rest = reasons.length - shown + (countIn(data, "otherReasons") ?? 0);
  return Object.fromEntries([
    ...reasons
      .slice(0, shown)
      .map((reason, position) => [
        position === 0 ? "Most common reason" : `Reason ${position + 1}`,
        reasonText(reason),
      ]),
    ...(reasons.length >= shown && rest > 0 ? [["Other reasons", `and ${rest} more`]] : []),
  ]);
}

const totalOf = (data: Data) => countIn(data, "total", "count", "invalid", "rejected");
const shareOfTraffic = (data: Data) => shareIn(data, "share", "shareOfTraffic");

/** Above this share of the hour's traffic something is broken rather than untidy; the sender may name another. */
const brokenShare = 0.05;

const isBroken = (data: Data) =>
  (shareOfTraffic(data) ?? 0) > (percentIn(data, "warnAbovePercent") ?? brokenShare);

/** `api (310), stripe (2)`: where it came from. */
function sourcesOf(data: Data): string | undefined {
  const sources = itemsIn(data, "sources").flatMap((item) => {
    const name = textIn(item, "source", "name");
    return name === undefined ? [] : [`${name}${given(countIn(item, "count"), (count) => ` (${count})`)}`];
  });
  return few(sources.length > 0 ? sources : textsIn(data, "sources", "source"), 3);
}

function comparison({ data, pen }: View): string | undefined {
  const previous = numberIn(data, "previousTotal", "previousCount", "previousHour");
  if (previous === undefined) return undefined;
  return previous === 0
    ? "There were none in the hour before."
    : `There were ${pen.number(previous)} in the hour before.`;
}

/** When that was, by name once it is told so late that "the last hour" would be another one. */
function whichHour({ data, now }: View): string {
  const [start, end] = [instantIn(data, "hourStart"), instantIn(data, "hourEnd")];
  const isLate = start && end && now.getTime() - end.getTime() >= 5_400_000;
  return isLate ? `in the hour from ${formatMoment(start)}` : "in the last hour";
}

const invalidMeasurements = defineEvent({
  type: "measurements.invalid",
  label: "Invalid data received",
  family: "data",
  description:
    "Once an hour, and only if there was any: how much of what was sent could not be used, and why.",
  data: z.looseObject({
    total: count,
    previousTotal: count,
    reasons: list,
    share: quantity,
    sources: list,
    listUrl: url,
  }),
  severity: "info",
  wording: (view) => {
    const total = totalOf(view.data);
    return {
      headline: say`${total === undefined ? "Invalid events" : `${view.pen.number(total)} invalid ${total === 1 ? "event" : "events"}`} ${whichHour(view)}`,
      why: sentences(comparison(view), "Check the system that sends them."),
    };
  },
  fields: ({ data, pen }) => {
    const share = shareOfTraffic(data);
    return metrics({
      ...reasonFields(data),
      "Share of traffic": share === undefined ? undefined : pen.percent(share),
      Sources: sourcesOf(data),
    });
  },
  links: ({ data }) => links({ "See rejected events": urlIn(data, "listUrl", "url") }),
  vary: ({ data }) => (isBroken(data) ? graded("warning") : undefined),
  feeds: ["invalidData"],
  sample: {
    id: "sample_measurements_invalid",
    type: "measurements.invalid",
    occurredAt: at,
    data: {
      total: 312,
      previousTotal: 4,
      share: 0.078,
      reasons: [
        { reason: "/data/amount must be money", count: 280 },
        { reason: "/type is required", count: 22 },
        { reason: "/occurredAt must be an ISO 8601 instant", count: 9 },
        { reason: "must not be nested deeper than 32 levels", count: 1 },
      ],
      sources: [{ source: "api", count: 312 }],
      listUrl: "https://app.example/events/rejected",
    },
  },
});

export const unknowns = [
  invalidMeasurements,
  unknownEntity("meter", {
    entities: ["api-hour", "gpu_minutes", "seats", "storage"],
    readings: 4812,
    url: "https://app.example/meters",
  }),
  unknownEntity("customer", { entities: ["cus_9941"], readings: 60, url: "https://app.example/customers" }),
];
