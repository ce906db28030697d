import { failed, passed, type Step, unknown } from "./check";

/** What Slack says of a person, seen by the bot. */
export type PersonFacts =
  | { state: "seen"; name: string; isDeactivated: boolean; isBot: boolean }
  | { state: "unseen"; message: string; fix: string }
  /** Slack could not say, or was not allowed to. */
  | { state: "unknown"; message: string };

/** Whether a person can be written to. @param canWrite whether the workspace granted it (`im:write`). */
export function personSteps(person: PersonFacts, canWrite: boolean): Step[] {
  return [
    {
      id: "may_write",
      label: "Bellwire may write to people",
      needs: true,
      look: () =>
        canWrite
          ? passed("The permission is granted (im:write).")
          : failed(
              "The permission to write to people was not granted.",
              "Connect Slack again and grant it: destinations and routes are kept.",
              "reconnect",
            ),
    },
    {
      id: "person",
      label: "The person is there",
      needs: true,
      look: () => {
        if (person.state === "unknown") return unknown(person.message);
        if (person.state === "unseen") return failed(person.message, person.fix, "choose_person");
        if (person.isBot) return failed("That is an app, not a person.", "Choose a person.", "choose_person");
        return person.isDeactivated
          ? failed("The person's Slack account was deactivated.", "Choose another person.", "choose_person")
          : passed(`Slack shows ${person.name} to Bellwire.`);
      },
    },
  ];
}
