import { type RulePreset, whichMeter, whoIsTold } from "./preset";

const howLong = { pointer: "/condition/hours", label: "How many hours" };

/** Nothing came, of what should (ahead.md 10). */
export const silencePresets: readonly RulePreset[] = [
  {
    id: "no_payment",
    name: "No successful payment for 6 hours",
    description: "no successful payment for 6 h",
    source: "ahead 10",
    group: "silence",
    gaps: [howLong, whoIsTold],
    rule: {
      name: "No successful payment for 6 hours",
      signal: { kind: "events", eventType: "payment.succeeded" },
      scope: { kind: "all" },
      condition: { kind: "absent", hours: 6 },
      severity: "critical",
      action: "Look at the payment provider's status and at the checkout",
    },
  },
  {
    id: "no_usage",
    name: "No usage for 48 hours",
    description: "no usage from this customer for 48 h",
    source: "ahead 10",
    group: "silence",
    gaps: [whichMeter, howLong, whoIsTold],
    rule: {
      name: "No usage for 48 hours",
      signal: { kind: "meter", meter: "api-calls" },
      scope: { kind: "each" },
      condition: { kind: "absent", hours: 48 },
      ownerRouting: "mention",
    },
  },
  {
    id: "no_subscription_events",
    name: "No subscription events for a day",
    description: "no RevenueCat events since deploy",
    source: "ahead 10",
    group: "silence",
    gaps: [{ pointer: "/signal/eventType", label: "Which events" }, howLong, whoIsTold],
    rule: {
      name: "No subscription events for a day",
      signal: { kind: "events", eventType: "subscription.*" },
      scope: { kind: "all" },
      condition: { kind: "absent", hours: 24 },
      action: "Look whether the last deployment still sends them",
    },
  },
];
