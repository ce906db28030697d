import { z } from "zod";
import { sampleEvents, seedDemo } from "../demo";
import { privateDocument } from "./data-folder";
import type { Settings } from "./environment";

const keptSchema = z.object({ apiKey: z.string(), samplesSent: z.boolean() });

/** The demo organization, as the person at the terminal needs it. */
export type Demo = { email: string; organization: string; project: string; apiKey: string };

/** Makes what is missing of the demo organization. Its API key is made once and stays the same at every start. */
export async function seed(settings: Settings, samples: boolean): Promise<Demo> {
  const document = privateDocument(settings.dataDir, "demo.json", keptSchema);
  const kept = document.read();
  const demo = await seedDemo({
    databaseUrl: settings.databaseUrl,
    slackUrl: settings.addresses.slack,
    webUrl: settings.addresses.web,
    encryptionKeys: settings.secrets.encryptionKeys,
    samples,
    apiKey: kept?.apiKey,
  });
  document.write({ apiKey: demo.apiKey, samplesSent: kept?.apiKey === demo.apiKey && kept.samplesSent });
  return demo;
}

/** True until the samples of this data folder have been accepted once. */
export function samplesAreDue({ dataDir }: Settings): boolean {
  return privateDocument(dataDir, "demo.json", keptSchema).read()?.samplesSent !== true;
}

/**
 * Sends the sample events as a customer's backend would, through the public API. Sent twice they do nothing,
 * because each carries its own id.
 * @throws Error when the API does not accept them
 */
export async function sendSamples({ addresses, dataDir }: Settings, demo: Demo): Promise<void> {
  const response = await fetch(`${addresses.web}/api/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${demo.apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ events: sampleEvents }),
    signal: AbortSignal.timeout(20_000),
  });
  const answer = await response.text();
  if (response.status !== 202)
    throw new Error(`The sample events were refused (${response.status}): ${answer}`);
  privateDocument(dataDir, "demo.json", keptSchema).write({ apiKey: demo.apiKey, samplesSent: true });
}
