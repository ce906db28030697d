import { open, seal, sha256 } from "@/lib/crypto";
import { isId } from "@/lib/id";

/** What a button is about: a case as it stood open, told at one destination. */
export type Reference = {
  projectId: string;
  caseId: string;
  destinationId: string;
  /** Names the step that opened it: what is asked anew under the same key is another question. */
  turn: string;
};

const place = { table: "slack_buttons", row: "case", column: "reference" };
const shape = /^([0-9a-z]{26})([0-9a-z]{26})([0-9a-z]{26})([\w-]{8})$/;

/** Names the step that opened a case, in eight characters. */
export const turnOf = (turnEventId: string | null) => sha256(turnEventId ?? "").slice(0, 8);

const bare = (id: string) => id.slice(id.indexOf("_") + 1);

/** A reference that only we can make and open (AES-256-GCM), short enough for a block's id; another one each time. */
export function sealReference({ projectId, caseId, destinationId, turn }: Reference): string {
  return seal([projectId, caseId, destinationId].map(bare).join("") + turn, place);
}

/** What a button is about; undefined for what we have not made. */
export function openReference(sealed: string): Reference | undefined {
  let text: string;
  try {
    text = open(sealed, place);
  } catch {
    return undefined;
  }
  const [, project, one, destination, turn] = shape.exec(text) ?? [];
  const [projectId, caseId, destinationId] = [`prj_${project}`, `cas_${one}`, `dst_${destination}`];
  const isWhole =
    isId("project", projectId) &&
    isId("case", caseId) &&
    isId("destination", destinationId) &&
    turn !== undefined;
  return isWhole ? { projectId, caseId, destinationId, turn } : undefined;
}
