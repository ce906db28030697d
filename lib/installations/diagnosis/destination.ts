import type { DestinationStatus } from "@/db/enums";
import { failed, passed, type Step } from "./check";

/** What is known of a destination here. */
export type DestinationFacts = {
  enabled: boolean;
  status: DestinationStatus;
  lastError: { message: string; fix: string } | null;
  /** Routes that lead there and are switched on. */
  routeCount: number;
  heldCount: number;
  isWebhook: boolean;
};

/** Whether a pasted address is one of Slack's incoming webhooks. @param refusal why not; null when it is. */
export function addressStep(refusal: string | null): Step {
  return {
    id: "address",
    label: "The address is an incoming webhook of Slack",
    needs: true,
    look: () =>
      refusal === null
        ? passed("It looks as it should. Only a test shows whether Slack still takes it.")
        : failed(
            refusal,
            "Create a new incoming webhook in Slack and replace the URL. Routes are kept.",
            "replace_url",
          ),
  };
}

/** Whether Bellwire sends to a destination at all: it is switched on, not marked as broken, and routes lead there. */
export function destinationSteps(facts: DestinationFacts): Step[] {
  const { enabled, status, lastError, routeCount, heldCount, isWebhook } = facts;
  return [
    {
      id: "enabled",
      label: "The destination is switched on",
      needs: false,
      look: () =>
        enabled
          ? passed("It is switched on.")
          : failed("It is switched off: everything for it is suppressed.", "Switch it on.", "enable"),
    },
    {
      id: "working",
      label: "The last message was taken",
      needs: false,
      look: () => {
        if (status === "active") return passed("Nothing is known to be wrong with it.");
        const held = heldCount === 0 ? "" : ` ${heldCount} held.`;
        const { message, fix } = lastError ?? { message: "It is marked as broken.", fix: "Send a test." };
        return failed(
          `${message}${held}`,
          `${fix} A test that arrives mends it.`,
          isWebhook ? "replace_url" : "send_test",
        );
      },
    },
    {
      id: "routes",
      label: "Routes lead there",
      needs: false,
      look: () =>
        routeCount > 0
          ? passed(routeCount === 1 ? "One route leads there." : `${routeCount} routes lead there.`)
          : failed(
              "No route that is switched on leads there, so nothing is sent.",
              "Add a route.",
              "add_route",
            ),
    },
  ];
}
