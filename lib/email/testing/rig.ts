import type { EmailTarget } from "@/lib/destinations/transport";
import { account, type MailServer, startMailServer } from "./mail-server";
import { startSpoiledWire, type Wire } from "./spoiled-wire";

export const from = "Bellwire <notifications@bellwire.test>";
export const site = { origin: "https://bellwire.example", secret: "0123456789abcdef0123456789abcdef" };
export const target: EmailTarget = {
  kind: "email",
  projectId: "prj_1",
  destinationId: "dst_1",
  recipients: ["kim@acme.test"],
  subjectPrefix: null,
  replyTo: null,
  isPersonal: false,
};

/** The address of a mail server, with the sign-in that is right at ours. */
export const urlOf = (port: number) => `smtp://${account.user}:${account.pass}@127.0.0.1:${port}`;

export type Rig = { server: MailServer; wire: Wire; url: string; stop: () => Promise<void> };

/** A mail server that can be told to refuse, behind a wire that can be spoiled. */
export async function startRig(): Promise<Rig> {
  const server = await startMailServer();
  const wire = await startSpoiledWire(server.port);
  const stop = async () => {
    await wire.stop();
    await server.stop();
  };
  return { server, wire, url: urlOf(wire.port), stop };
}
