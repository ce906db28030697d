import { formatInstant } from "@/lib/messages/format";
import { moment, say } from "@/lib/messages/sentence";
import {
  approvalData,
  approvalLinks,
  approvalSample,
  attemptsOf,
  nameOf,
  onlyOnAccess,
} from "./approval-parts";
import { defineEvent } from "./define";
import { given, metrics } from "./parts";
import { countIn, instantIn, textIn } from "./read";

const red = "#D92D20";

export const approvals = [
  defineEvent({
    type: "approval.created",
    label: "Approval created",
    family: "approvals",
    description: "Somebody or something asks for an approval and waits for the answer.",
    data: approvalData,
    severity: "warning",
    emoji: ":bell:",
    wording: ({ data }) => ({
      headline: say`Approval needed: ${nameOf(data)}`,
      why: given(textIn(data, "requestedBy", "refId"), (by) => `Requested by ${by}.`) || undefined,
    }),
    fields: ({ data }) => {
      const expiry = instantIn(data, "expiresAt", "expires");
      return metrics({
        Project: textIn(data, "project", "projectName"),
        Key: textIn(data, "key"),
        Info: textIn(data, "info"),
        Expires: expiry && say`${formatInstant(expiry)} (${moment(expiry)})`,
      });
    },
    links: approvalLinks,
    sample: approvalSample("approval.created", {
      info: "Release 4.2.0",
      expiresAt: "2026-11-21T09:29:00Z",
      requestedBy: "kim",
    }),
  }),
  defineEvent({
    type: "approval.executed",
    label: "Approval executed",
    family: "approvals",
    description: "The approval link was opened and the action was carried out.",
    data: approvalData,
    severity: "good",
    wording: ({ data }) => ({
      headline: say`${isDenial(textIn(data, "action")) ? "Declined" : "Approved"}: ${nameOf(data)}`,
    }),
    fields: ({ data }) =>
      metrics({
        Project: textIn(data, "project", "projectName"),
        Key: textIn(data, "key"),
        Action: textIn(data, "action"),
        By: textIn(data, "executedBy", "by"),
      }),
    links: approvalLinks,
    vary: ({ data }) => (isDenial(textIn(data, "action")) ? { severity: "warning", color: red } : undefined),
    sample: approvalSample("approval.executed", { action: "approve" }),
  }),
  defineEvent({
    type: "approval.expired",
    label: "Approval expired",
    family: "approvals",
    description: `The time to answer had run out. ${onlyOnAccess}`,
    data: approvalData,
    severity: "warning",
    emoji: ":hourglass:",
    wording: ({ data }) => ({ headline: say`Expired unanswered: ${nameOf(data)}` }),
    fields: ({ data }) => {
      const expiry = instantIn(data, "expiresAt", "expires");
      return metrics({
        Project: textIn(data, "project", "projectName"),
        Key: textIn(data, "key"),
        Expired: expiry && moment(expiry),
      });
    },
    links: approvalLinks,
    sample: approvalSample("approval.expired", { expiresAt: "2026-11-21T08:59:00Z" }),
  }),
  defineEvent({
    type: "approval.invalidated",
    label: "Approval invalidated",
    family: "approvals",
    description: "Somebody withdrew the approval by hand before it was answered.",
    data: approvalData,
    severity: "info",
    emoji: ":x:",
    wording: ({ data }) => ({ headline: say`Invalidated: ${nameOf(data)}` }),
    fields: ({ data }) =>
      metrics({
        Project: textIn(data, "project", "projectName"),
        Key: textIn(data, "key"),
        By: textIn(data, "invalidatedBy", "by"),
      }),
    links: approvalLinks,
    sample: approvalSample("approval.invalidated", { invalidatedBy: "kim" }),
  }),
  defineEvent({
    type: "approval.pin_failed",
    label: "Approval PIN failed",
    family: "approvals",
    description: `Somebody opened the approval link and entered a wrong PIN. ${onlyOnAccess}`,
    data: approvalData,
    severity: "warning",
    emoji: ":closed_lock_with_key:",
    wording: ({ data }) => ({
      headline: say`Wrong PIN on ${nameOf(data)}${given(attemptsOf(data), (attempts) => ` (${attempts})`)}`,
    }),
    fields: ({ data }) =>
      metrics({
        Project: textIn(data, "project", "projectName"),
        Key: textIn(data, "key"),
        Attempts: attemptsOf(data),
        From: textIn(data, "ipAddress", "ip", "country"),
      }),
    links: approvalLinks,
    vary: ({ data }) => {
      const [attempts, max] = [countIn(data, "attempts", "attempt"), countIn(data, "maxAttempts")];
      return attempts && max && attempts >= max - 1 ? { severity: "critical", color: red } : undefined;
    },
    sample: approvalSample("approval.pin_failed", { attempts: 3, maxAttempts: 5 }),
  }),
  defineEvent({
    type: "approval.locked",
    label: "Approval locked",
    family: "approvals",
    description: `Too many wrong PINs: the approval can no longer be answered. ${onlyOnAccess}`,
    data: approvalData,
    severity: "critical",
    emoji: ":lock:",
    wording: ({ data }) => {
      const attempts = countIn(data, "attempts", "maxAttempts");
      return {
        headline: say`Locked: ${nameOf(data)}${given(attempts, (count) => ` after ${count} wrong PINs`)}`,
      };
    },
    fields: ({ data }) =>
      metrics({
        Project: textIn(data, "project", "projectName"),
        Key: textIn(data, "key"),
        Reason: textIn(data, "reason"),
      }),
    links: approvalLinks,
    sample: approvalSample("approval.locked", {
      attempts: 5,
      maxAttempts: 5,
      reason: "Too many failed PIN attempts",
    }),
  }),
];

function isDenial(action: string | undefined): boolean {
  return action !== undefined && /^(?:declin|den|reject|refus|cancel)/i.test(action);
}
