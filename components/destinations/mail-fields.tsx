import { Checkbox } from "@/components/ui/checkbox";
import { errorsOf } from "@/components/ui/form-state";
import { TextareaField, TextField } from "@/components/ui/text-field";
import { type ActionState, keptValue } from "@/lib/action-state";

/** What a mail destination has now; nothing for a new one. */
export type MailSettings = {
  recipients: readonly string[];
  toOwner: boolean;
  subjectPrefix: string;
  replyTo: string;
};

export const noMail: MailSettings = { recipients: [], toOwner: false, subjectPrefix: "", replyTo: "" };

/** A list of addresses keeps to one complaint a line, and to the first few. */
const shortened = (errors: string[] | undefined) => errors?.slice(0, 3);

/** Whom mail goes to, and how it looks from outside. */
export function MailFields<Value>({ state, now }: { state: ActionState<Value>; now: MailSettings }) {
  const isAnswered = state.status === "invalid" || state.status === "refused";
  const isToOwner = isAnswered ? keptValue(state, "toOwner") !== "" : now.toOwner;
  return (
    <>
      <div className="grid gap-2.5">
        <TextareaField
          label="Addresses"
          name="addresses"
          rows={4}
          spellCheck={false}
          autoComplete="off"
          placeholder={"finance@example.com\nkim@example.com"}
          hint="Up to 50, one a line. Each gets a mail of their own, with a link to unsubscribe."
          defaultValue={keptValue(state, "addresses", now.recipients.join("\n"))}
          errors={shortened(errorsOf(state, "addresses"))}
        />
        <Checkbox
          name="toOwner"
          value="on"
          defaultChecked={isToOwner}
          label="Also write to the customer's owner"
          hint="The address is taken from the event, else from the customer's profile, when the event comes in. Leave the addresses empty to write to the owner alone."
        />
      </div>
      <div className="@container">
        <div className="grid items-start gap-5 @md:grid-cols-2">
          <TextField
            label="Subject prefix"
            name="subjectPrefix"
            optional
            maxLength={40}
            autoComplete="off"
            placeholder="[Billing]"
            hint="What every subject begins with, for filters."
            defaultValue={keptValue(state, "subjectPrefix", now.subjectPrefix)}
            errors={errorsOf(state, "subjectPrefix")}
          />
          <TextField
            label="Reply to"
            name="replyTo"
            optional
            type="email"
            inputMode="email"
            autoComplete="off"
            placeholder="billing@example.com"
            hint="Where answers go."
            defaultValue={keptValue(state, "replyTo", now.replyTo)}
            errors={errorsOf(state, "replyTo")}
          />
        </div>
      </div>
    </>
  );
}
