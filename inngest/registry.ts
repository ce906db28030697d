import { deliverLane } from "./functions/deliver-lane";
import { fanOut } from "./functions/fan-out";
import { forgetReadingsEveryHour } from "./functions/forget-readings";
import { relayEventsEveryMinute } from "./functions/relay-events";
import { sweepLanesEveryMinute } from "./functions/sweep-lanes";
import { tellOwners } from "./functions/tell-owners";

/** Every function that is served. One that is not listed here does not run. */
export const functions = [
  fanOut,
  deliverLane,
  relayEventsEveryMinute,
  sweepLanesEveryMinute,
  tellOwners,
  forgetReadingsEveryHour,
];
