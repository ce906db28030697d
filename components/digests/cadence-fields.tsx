"use client";

import { useState } from "react";
import { errorsOf } from "@/components/ui/form-state";
import { SelectField, TextField } from "@/components/ui/text-field";
import { type ActionState, keptValue } from "@/lib/action-state";
import { weekdays } from "@/lib/schedule/wording";

/** A cadence as the form's fields hold it. */
export type CadenceDraft = { every: string; at: string; minute: string; weekday: string; day: string };

const choices = [
  ["hour", "Every hour"],
  ["day", "Every day"],
  ["week", "Every week"],
  ["month", "Every month"],
] as const;

/** How often, and when on the clock. Fields that do not matter for a choice are not there. */
export function CadenceFields({ state, draft }: { state: ActionState<unknown>; draft: CadenceDraft }) {
  const [every, setEvery] = useState(keptValue(state, "every", draft.every));
  const kept = (name: keyof CadenceDraft) => keptValue(state, name, draft[name]);
  return (
    <div className="grid items-start gap-4 sm:grid-cols-3">
      <SelectField
        label="How often"
        name="every"
        defaultValue={every}
        onChange={(event) => setEvery(event.target.value)}
        errors={errorsOf(state, "every")}
      >
        {choices.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {every === "week" && (
        <SelectField
          label="On"
          name="weekday"
          defaultValue={kept("weekday")}
          errors={errorsOf(state, "weekday")}
        >
          {weekdays.map((name, place) => (
            <option key={name} value={place + 1}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {every === "month" && (
        <SelectField label="On day" name="day" defaultValue={kept("day")} errors={errorsOf(state, "day")}>
          {Array.from({ length: 28 }, (_, place) => String(place + 1)).map((day) => (
            <option key={day} value={day}>
              {day}
            </option>
          ))}
          <option value="last">The last of the month</option>
        </SelectField>
      )}
      {every === "hour" ? (
        <TextField
          label="At minute"
          name="minute"
          type="number"
          min={0}
          max={59}
          defaultValue={kept("minute")}
          errors={errorsOf(state, "minute")}
        />
      ) : (
        <TextField
          label="At"
          name="at"
          type="time"
          defaultValue={kept("at")}
          errors={errorsOf(state, "at")}
        />
      )}
    </div>
  );
}
