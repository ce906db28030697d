import { formatInstant } from "@/lib/messages/format";
import { masked } from "@/lib/messages/masked";
import { moment, say } from "@/lib/messages/sentence";
import {
  approvalData,
  approvalKey,
  approvalLinks,
  approvalSample,
  expiryOf,
  isAnsweredForGood,
  isUrgent,
  nameOf,
} from "./approval-parts";
import { defineEvent, joining, type View } from "./define";
import { given, graded, metrics, sentences } from "./parts";
import { type Data, instantIn, textIn } from "./read";
import { instant, named } from "./shapes";

const red = "#D92D20";

const created = defineEvent({
  type: "approval.created",
  label: "Approval created",
  family: "approvals",
  description: "Somebody or something asks for an approval and waits for the answer.",
  data: approvalData,
  severity: "warning",
  emoji: ":bell:",
  wording: ({ data }) => ({
    headline: say`Approval needed: ${nameOf(data)}`,
    why: sentences(
      given(textIn(data, "requestedBy"), (by) => `Requested by ${by}.`),
      given(textIn(data, "refId"), (id) => `Reference ${id}.`),
    ),
  }),
  fields: (view) => {
    const { data } = view;
    const expiry = expiryOf(view);
    return metrics({
      Project: textIn(data, "project", "projectName"),
      Key: textIn(data, "key", "keyPath"),
      Info: textIn(data, "info"),
      Expires: expiry && say`${formatInstant(expiry)} (${moment(expiry)})`,
    });
  },
  links: approvalLinks,
  vary: (view) => (isUrgent(view) ? { severity: "critical", color: red } : undefined),
  story: (view) => {
    const expiresAt = expiryOf(view);
    return joining(approvalKey(view.data), "opens", 0, expiresAt && { expiresAt });
  },
  feeds: ["approvals"],
  sample: approvalSample("approval.created", {
    info: "Release 4.2.0",
    expiresAt: "2026-11-21T09:29:00Z",
    requestedBy: "kim",
    url: "https://app.example/approvals/31",
  }),
});

/** How long the answer took, when the sender says since when it was asked for. */
function tookOf({ data, occurredAt }: View): string | undefined {
  const since = instantIn(data, "requestedAt", "createdAt");
  const seconds = since && Math.round((occurredAt.getTime() - since.getTime()) / 1000);
  if (seconds === undefined || seconds < 0) return undefined;
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

/** Who answered, and when, where it is known who. */
function stampOf({ data, occurredAt }: View) {
  const by = textIn(data, "decidedBy", "executedBy", "by");
  return by === undefined || by === masked ? by : say`${by}, ${moment(occurredAt)}`;
}

type Decision = {
  type: string;
  label: string;
  description: string;
  /** What is said when the answer is not known, or may not be. */
  word: string;
  sample: Record<string, unknown>;
};

function decision({ type, label, description, word, sample }: Decision) {
  const answer = (data: Data) => answerOf(data) ?? word;
  return defineEvent({
    type,
    label,
    family: "approvals",
    description,
    data: approvalData.extend({ decidedBy: named, requestedAt: instant }),
    severity: "good",
    wording: ({ data }) => ({ headline: say`${answer(data)}: ${nameOf(data)}` }),
    fields: (view) =>
      metrics({
        Project: textIn(view.data, "project", "projectName"),
        Key: textIn(view.data, "key", "keyPath"),
        Action: textIn(view.data, "action", "decision"),
        By: stampOf(view),
        "Time to decision": tookOf(view),
      }),
    links: approvalLinks,
    vary: ({ data }) => (answerOf(data) === "Declined" ? { ...graded("warning"), color: red } : undefined),
    story: ({ data }) =>
      joining(approvalKey(data), "resolves", 5, { isFinal: isAnsweredForGood(data), status: answer(data) }),
    feeds: ["approvals"],
    sample: approvalSample(type, sample),
  });
}

export const approvals = [
  created,
  decision({
    type: "approval.decided",
    label: "Approval decided",
    description:
      "Somebody approved or declined, in Slack or in your own product. What follows from it may still be under way.",
    word: "Decided",
    sample: { action: "approve", decidedBy: "kim", requestedAt: "2026-11-21T08:54:00Z" },
  }),
  decision({
    type: "approval.executed",
    label: "Approval executed",
    description: "The approval link was opened and the action was carried out.",
    word: "Executed",
    sample: { action: "approve" },
  }),
];

/** Undefined when the sender left it out, or a destination may not see it: neither answer may be claimed then. */
function answerOf(data: Data): "Approved" | "Declined" | undefined {
  const action = textIn(data, "action", "decision");
  if (action === undefined || action === masked) return undefined;
  return /^(?:declin|den|reject|refus|cancel)/i.test(action) ? "Declined" : "Approved";
}
