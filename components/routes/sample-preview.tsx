"use client";

import { type ReactNode, useState, useTransition } from "react";
import { Updating } from "@/components/preview/updating";
import { Select } from "@/components/ui/select";

type Props = {
  types: { type: string; label: string }[];
  initial: { type: string; view: ReactNode };
  /** Makes the sample message of a type, drawn on the server. */
  preview: (type: string) => Promise<ReactNode>;
};

/** What arrives in Slack for a chosen event type. */
export function SamplePreview({ types, initial, preview }: Props) {
  const [view, setView] = useState(initial.view);
  const [isPending, startTransition] = useTransition();
  return (
    <div className="grid gap-3">
      <Select
        aria-label="Sample event"
        defaultValue={initial.type}
        onChange={(event) => {
          const type = event.target.value;
          startTransition(async () => setView(await preview(type)));
        }}
      >
        {types.map(({ type, label }) => (
          <option key={type} value={type}>
            {label}
          </option>
        ))}
      </Select>
      <div aria-live="polite" aria-busy={isPending} className="overflow-clip rounded-md border border-line">
        {view}
      </div>
      <Updating isPending={isPending} />
    </div>
  );
}
