"use client";

import { useActionState } from "react";
import { errorsOf } from "@/components/ui/form-state";
import { FormStatus } from "@/components/ui/form-status";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField, TextField } from "@/components/ui/text-field";
import { type ActionState, idle, keptValue } from "@/lib/action-state";
import type { Brand } from "@/lib/brands/schema";

type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  brand: Brand;
  locales: readonly { tag: string; label: string }[];
};

const tones = [
  { tone: "neutral", label: "Neutral: Info, Warning, “Open invoice”" },
  { tone: "friendly", label: "Friendly: Good news, Heads up, “See invoice”" },
  { tone: "formal", label: "Formal: Notice, Attention, “View invoice”" },
] as const;

/** How a project's messages look and sound. */
export function BrandForm({ action, brand, locales }: Props) {
  const [state, submit] = useActionState<ActionState<void>, FormData>(action, idle);
  const text = (name: "name" | "iconUrl" | "color" | "customerUrl") => ({
    name,
    optional: true,
    autoComplete: "off",
    defaultValue: keptValue(state, name, brand[name] ?? ""),
    errors: errorsOf(state, name),
  });
  return (
    <form action={submit} noValidate className="grid max-w-2xl gap-5">
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField
          label="Name"
          {...text("name")}
          maxLength={80}
          placeholder="Acme Billing"
          hint="Who the messages come from."
        />
        <TextField
          label="Icon"
          {...text("iconUrl")}
          type="url"
          placeholder="https://…/icon.png"
          hint="A square image, 48 pixels or more."
        />
        <TextField
          label="Colour"
          {...text("color")}
          placeholder="#14213D"
          hint="The bar of messages that are neither good nor bad, and of e-mails."
        />
        <SelectField
          label="Language of amounts, numbers and days"
          name="locale"
          defaultValue={keptValue(state, "locale", brand.locale)}
          errors={errorsOf(state, "locale")}
        >
          {locales.map(({ tag, label }) => (
            <option key={tag} value={tag}>
              {label}
            </option>
          ))}
        </SelectField>
      </div>
      <SelectField
        label="Tone"
        name="tone"
        defaultValue={keptValue(state, "tone", brand.tone)}
        errors={errorsOf(state, "tone")}
        hint="Changes the word of the urgency and what buttons begin with, in the built-in wording."
      >
        {tones.map(({ tone, label }) => (
          <option key={tone} value={tone}>
            {label}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Address of a customer's page"
        {...text("customerUrl")}
        placeholder="https://app.example/c/{{ customer.id }}"
        hint="Messages link to it where an event names no address of its own."
      />
      <FormStatus state={state} done="Saved. It holds for the next event." />
      <SubmitButton className="w-fit" pendingLabel="Saving">
        Save
      </SubmitButton>
    </form>
  );
}
