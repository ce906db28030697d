import { systemProjectScope, systemScope } from "@/lib/auth/system";
import { senderOf } from "@/lib/brands/voice";
import { getCustomerSettings } from "@/lib/customers/queries";
import { env } from "@/lib/env";
import type { Wake } from "@/lib/lanes/commands";
import { composeDigest } from "@/lib/messages/digest/compose";
import { figuresOf, readFigures } from "@/lib/messages/digest/figures";
import { fitDigest } from "@/lib/messages/digest/fit";
import { renewalDays } from "@/lib/messages/digest/portfolio";
import { sightOf } from "@/lib/messages/digest/sight";
import type { Message } from "@/lib/messages/message";
import { penFor } from "@/lib/messages/pen";
import { type Planned, planOne } from "@/lib/notifications/commands";
import { zoneOffset } from "@/lib/projects/zone-offset";
import { markPlanned } from "@/lib/rounds/commands";
import { readEntries, readPortfolio } from "@/lib/rounds/material/queries";
import type { OpenRound } from "@/lib/rounds/queries";
import type { PlaybookDestination } from "@/lib/routing/decide";
import { loadPlaybook } from "@/lib/routing/queries";

const job = "tell-rounds";
const scope = systemScope(job);
const dayMs = 86_400_000;

/** The day, by the clock of a zone, some days after an instant. */
const dayAfter = (at: Date, days: number, timeZone: string) =>
  new Date(at.getTime() + zoneOffset(at.getTime(), timeZone) + days * dayMs).toISOString().slice(0, 10);

async function portfolioOf({ organizationId, projectId, windowStart, windowEnd, timeZone }: OpenRound) {
  const { zones } = await getCustomerSettings(systemProjectScope(job, organizationId, projectId));
  const ask = { projectId, start: windowStart, end: windowEnd, zones };
  const from = dayAfter(windowEnd, 0, timeZone);
  return readPortfolio(scope, { ...ask, from, until: dayAfter(windowEnd, renewalDays, timeZone) });
}

function notificationOf(round: OpenRound, destination: PlaybookDestination, message: Message): Planned {
  const isCatchUp = round.template === "catch_up";
  const text = isCatchUp
    ? "The quiet hours are over, so what was held is told with how things stand by now."
    : `The hour of the digest “${round.name}” has come.`;
  const broken = ` Its destination “${destination.name}” is broken, so this is held until it is mended.`;
  return {
    id: round.id,
    dedupeKey: `round|${round.key}`,
    kind: isCatchUp ? "catch_up" : "digest",
    eventId: null,
    eventType: message.eventType,
    customerId: null,
    routeId: null,
    routeName: null,
    destinationId: destination.id,
    destinationName: destination.name,
    destinationKind: destination.kind,
    lane: destination.lane,
    environment: "production",
    severity: message.severity,
    state: destination.isBroken ? "held" : "pending",
    reason: destination.isBroken
      ? { code: "destination_broken", text: text + broken }
      : { code: isCatchUp ? "hours_over" : "digest_due", text },
    fallbackFor: null,
    message,
  };
}

/**
 * Composes a round that has begun and plans its message. Doing it twice plans nothing twice: the round's key is the
 * notification's.
 * @returns the lanes to wake.
 */
export async function planRound(round: OpenRound, now: Date): Promise<Wake[]> {
  const project = systemProjectScope(job, round.organizationId, round.projectId);
  const [playbook, { entries, total }] = await Promise.all([
    loadPlaybook(project),
    readEntries(scope, round),
  ]);
  const destination = playbook.destinations.get(round.destinationId);
  const isReport = round.template === "leadership";
  if (!destination || (total === 0 && !round.sendEmpty && !isReport)) {
    await markPlanned(scope, round, null);
    return [];
  }
  const portfolio = await portfolioOf(round);
  const { brand } = playbook.style;
  const figures = figuresOf(entries, total, portfolio);
  const full = composeDigest(
    {
      ...{ name: round.name, timeZone: round.timeZone, entries, total, portfolio, figures },
      window: { start: round.windowStart, end: round.windowEnd },
      pen: penFor({ now, timeZone: round.timeZone, locale: brand.locale }),
      before: readFigures(round.before),
      marksLate: round.template !== "catch_up",
      sight: sightOf(destination.redaction, brand.locale),
    },
    {
      id: round.id,
      template: round.template,
      now,
      pageUrl: `${env().NEXTAUTH_URL}/${round.organizationSlug}/${round.projectSlug}/digests/told/${round.id}`,
    },
  );
  const sender = destination.maySetSender ? senderOf(brand) : undefined;
  const message = sender ? { ...fitDigest(full), sender } : fitDigest(full);
  const wakes = await planOne(project, notificationOf(round, destination, message));
  await markPlanned(scope, round, { message: full, figures });
  return wakes;
}
