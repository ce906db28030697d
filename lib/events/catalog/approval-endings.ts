import { moment, say } from "@/lib/messages/sentence";
import {
  approvalData,
  approvalKey,
  approvalLinks,
  approvalSample,
  attemptsOf,
  expiryOf,
  isAnsweredForGood,
  nameOf,
  onlyOnAccess,
} from "./approval-parts";
import { defineEvent, joining, type View } from "./define";
import { given, metrics } from "./parts";
import { countIn, type Data, textIn } from "./read";

const red = "#D92D20";

const where = (data: Data) => ({
  Project: textIn(data, "project", "projectName"),
  Key: textIn(data, "key", "keyPath"),
});

/** An approval that is over: nothing that comes late brings it back. */
const over =
  (rank: number, status: string) =>
  ({ data }: View) =>
    joining(approvalKey(data), "resolves", rank, { isFinal: isAnsweredForGood(data), status });

export const approvalEndings = [
  defineEvent({
    type: "approval.expired",
    label: "Approval expired",
    family: "approvals",
    description: `The time to answer had run out. ${onlyOnAccess} Where the request named its expiry, Bellwire says so itself when the time has come.`,
    data: approvalData,
    severity: "warning",
    emoji: ":hourglass:",
    wording: ({ data }) => ({ headline: say`Expired unanswered: ${nameOf(data)}` }),
    fields: (view) => {
      const expiry = expiryOf(view);
      return metrics({ ...where(view.data), Expired: expiry && moment(expiry) });
    },
    links: approvalLinks,
    story: over(3, "Expired"),
    feeds: ["approvals"],
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
    fields: ({ data }) => metrics({ ...where(data), By: textIn(data, "invalidatedBy", "by") }),
    links: approvalLinks,
    story: over(4, "Invalidated"),
    feeds: ["approvals"],
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
        ...where(data),
        Attempts: attemptsOf(data),
        From: textIn(data, "ipAddress", "ip", "country"),
      }),
    links: approvalLinks,
    vary: ({ data }) => {
      const [attempts, max] = [countIn(data, "attempts", "attempt"), countIn(data, "maxAttempts")];
      return attempts && max && attempts >= max - 1 ? { severity: "critical", color: red } : undefined;
    },
    story: ({ data }) => joining(approvalKey(data), "updates", 1),
    feeds: ["approvals"],
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
    fields: ({ data }) => metrics({ ...where(data), Reason: textIn(data, "reason") }),
    links: approvalLinks,
    story: ({ data }) => joining(approvalKey(data), "updates", 2),
    feeds: ["approvals"],
    sample: approvalSample("approval.locked", {
      attempts: 5,
      maxAttempts: 5,
      reason: "Too many failed PIN attempts",
    }),
  }),
];
