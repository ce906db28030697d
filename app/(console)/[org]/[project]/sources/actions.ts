"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { projectPath } from "@/components/shell/paths";
import type { MadeSource } from "@/components/sources/new-source-form";
import type { SentSample } from "@/components/sources/sample-form";
import type { RotatedSecret } from "@/components/sources/secret-form";
import { memberAction } from "@/lib/action";
import { createSource, deleteSource, rotateSecret, updateSource } from "@/lib/sources/commands";
import { addressOf } from "@/lib/sources/published";
import { getSource } from "@/lib/sources/queries";
import { sendSampleTo } from "./send-sample";
import {
  customerUrlForm,
  newSourceForm,
  sampleForm,
  secretForm,
  sourceNameForm,
  switchForm,
} from "./source-form-schema";

/** Adds a source, and answers its secret this once. */
export const addSource = memberAction(
  { role: "member", schema: newSourceForm },
  async (scope, input): Promise<MadeSource> => {
    const { id, secretOnce } = await createSource(scope, { ...input, enabled: true });
    return { sourceId: id, name: input.name, url: addressOf(id), secretOnce };
  },
);

/** Puts another secret in place. One that was pasted is not sent back. */
export const changeSecret = memberAction(
  { role: "member", schema: secretForm, secret: ["secret"] },
  async (scope, { sourceId, secret }): Promise<RotatedSecret> => {
    const { secretOnce, previousUntil } = await rotateSecret(scope, sourceId, { secret, now: new Date() });
    refresh();
    return { secretOnce: secret === undefined ? secretOnce : null, hadOne: previousUntil !== null };
  },
);

/** Gives a source another name. */
export const rename = memberAction(
  { role: "member", schema: sourceNameForm },
  async (scope, { sourceId, name }): Promise<void> => {
    await updateSource(scope, sourceId, { name });
    refresh();
  },
);

/** Says where a customer's name leads to. */
export const setCustomerUrl = memberAction(
  { role: "member", schema: customerUrlForm },
  async (scope, { sourceId, customerUrl }): Promise<void> => {
    await updateSource(scope, sourceId, { customerUrl });
    refresh();
  },
);

/** Turns a source on or off. */
export const setEnabled = memberAction(
  { role: "member", schema: switchForm },
  async (scope, { sourceId, value }): Promise<void> => {
    await updateSource(scope, sourceId, { enabled: value });
    refresh();
  },
);

/** Sends one of the vendor's own events to a source, in at the vendor's own door. */
export const sendSample = memberAction(
  { role: "member", schema: sampleForm },
  async (scope, { sourceId, ...sample }): Promise<SentSample> => {
    const { id } = await getSource(scope, sourceId);
    const sent = await sendSampleTo(id, sample);
    refresh();
    return sent;
  },
);

/** Deletes a source with the list of what it received. */
export const remove = memberAction(
  { role: "member", schema: z.object({ sourceId: z.string() }) },
  async (scope, { sourceId }, { organization, project }): Promise<never> => {
    await deleteSource(scope, sourceId);
    return redirect(projectPath({ org: organization.slug, project: project.slug }, "sources"));
  },
);
