"use client";

import { useEffect, useState } from "react";
import { errorsOf } from "@/components/ui/form-state";
import { TextField } from "@/components/ui/text-field";
import { type ActionState, keptChoices, keptValue } from "@/lib/action-state";
import { BodyField, type BodyPreviewer } from "./body-field";
import { HeadersField, type ShownHeader } from "./headers-field";
import { TopicsField } from "./topics-field";

/** An endpoint as its page shows it. */
export type ShownEndpoint = {
  description: string;
  topics: readonly string[];
  headers: readonly ShownHeader[];
  contentType: string;
  bodyTemplate: string | null;
};

export const newEndpointDraft: ShownEndpoint = {
  description: "",
  topics: [],
  headers: [],
  contentType: "application/json",
  bodyTemplate: null,
};

/** What the body editor offers. */
export type BodyChoices = { types: readonly string[]; variables: readonly string[]; preview: BodyPreviewer };

type Props = {
  state: ActionState<unknown>;
  now: ShownEndpoint;
  choices: BodyChoices;
  /** Where it leads now, masked; undefined for a new one. */
  target?: string;
};

/** All that is said of an endpoint beside its name. */
export function EndpointFields({ state, now, choices, target }: Props) {
  // Kept here and not by the server, which never sends a secret back.
  const [url, setUrl] = useState("");
  useEffect(() => {
    if (state.status === "done") setUrl("");
  }, [state]);
  return (
    <>
      <TextField
        label={target === undefined ? "URL" : "Another URL"}
        name="url"
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        optional={target !== undefined}
        placeholder="https://example.com/hooks/bellwire"
        hint={target === undefined ? "Public and https. Redirects are not followed." : `Now: ${target}`}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        errors={errorsOf(state, "url")}
      />
      <TextField
        label="Description"
        name="description"
        optional
        maxLength={500}
        autoComplete="off"
        placeholder="Who receives it, and what for"
        defaultValue={keptValue(state, "description", now.description)}
        errors={errorsOf(state, "description")}
      />
      <TopicsField
        chosen={keptChoices(state, "topics", now.topics)}
        errors={errorsOf(state, "topics") ?? []}
      />
      <HeadersField
        key={JSON.stringify(now.headers)}
        headers={now.headers}
        errors={errorsOf(state, "headers") ?? []}
      />
      <BodyField
        {...choices}
        contentType={now.contentType}
        bodyTemplate={now.bodyTemplate ?? ""}
        errors={(name) => errorsOf(state, name)}
      />
    </>
  );
}
