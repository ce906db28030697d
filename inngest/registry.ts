import { calendarFactsEveryMinute } from "./functions/calendar-facts";
import { deliverLane } from "./functions/deliver-lane";
import { escalateEveryMinute } from "./functions/escalate";
import { expireCasesInTime } from "./functions/expire-cases";
import { fanOut } from "./functions/fan-out";
import { finishClicksEveryMinute } from "./functions/finish-clicks";
import { forgetReadingsEveryHour } from "./functions/forget-readings";
import { pruneHourly } from "./functions/prune";
import { refreshCasesEveryMinute } from "./functions/refresh-cases";
import { relayEventsEveryMinute } from "./functions/relay-events";
import { reportInvalidHourly } from "./functions/report-invalid";
import { sweepLanesEveryMinute } from "./functions/sweep-lanes";
import { tellOwners } from "./functions/tell-owners";
import { tellRoundsEveryMinute } from "./functions/tell-rounds";
import { warnOwners } from "./functions/warn-owners";
import { watchRulesEveryMinute, watchRulesInTime } from "./functions/watch-rules";

/** Every function that is served. One that is not listed here does not run. */
export const functions = [
  fanOut,
  deliverLane,
  relayEventsEveryMinute,
  sweepLanesEveryMinute,
  tellOwners,
  warnOwners,
  expireCasesInTime,
  refreshCasesEveryMinute,
  pruneHourly,
  reportInvalidHourly,
  forgetReadingsEveryHour,
  tellRoundsEveryMinute,
  escalateEveryMinute,
  calendarFactsEveryMinute,
  finishClicksEveryMinute,
  watchRulesEveryMinute,
  watchRulesInTime,
];
