import { type Explanation, explain } from "./explain";

const another = "Choose somebody else, or paste their e-mail address.";
const grant = "Connect Slack again and grant it on Slack's page.";

/** Words for what keeps Bellwire from finding a person; what Slack says of channels reads otherwise there. */
const closed: Explanation = {
  message: "Slack does not let Bellwire write to that person any more.",
  fix: "Choose the same person again, or another one.",
};

const ofPeople: ReadonlyMap<string, Explanation> = new Map([
  ...["channel_not_found", "not_in_channel", "is_archived", "is_inactive", "no_permission"].map(
    (code): [string, Explanation] => [code, closed],
  ),
  ["im_write_missing", { message: "Bellwire may not write to people in this workspace.", fix: grant }],
  [
    "email_unknown",
    {
      message: "Bellwire was not granted the permission to find people by e-mail.",
      fix: `${grant} Or choose them by name.`,
    },
  ],
  [
    "name_unknown",
    {
      message: "Bellwire was not granted the permission to see people's names.",
      fix: `${grant} Or paste their member id from their Slack profile.`,
    },
  ],
  [
    "several_people",
    {
      message: "Several people are called like that.",
      fix: "Pick one from the list, or paste their e-mail address.",
    },
  ],
  [
    "users_not_found",
    {
      message: "Slack knows nobody by that in the workspace, or they have left it.",
      fix: "Check the address, or choose them by name.",
    },
  ],
  ["invalid_user_combination", { message: "That is an app, not a person.", fix: another }],
  ["is_bot", { message: "That is an app, not a person.", fix: another }],
  ["missing_scope", { message: "Bellwire lacks the permission for that in this workspace.", fix: grant }],
]);

/** As `explain`, where a person was looked for. Total. */
export function explainPerson(
  code: string,
  scope: "destination" | "installation" = "destination",
): Explanation {
  return (scope === "destination" ? ofPeople.get(code) : undefined) ?? explain(code, scope);
}
