import { z } from "zod";
import { ask } from "./api-client";

const pressed = z.object({
  ok: z.boolean(),
  status: z.number().optional(),
  tookMs: z.number().optional(),
  error: z.string().optional(),
});

type Press = {
  /** Id or name. */
  channel: string;
  actionId: string;
  /** The entry that is chosen in a menu. */
  value?: string;
  /** Id, name or address; the one who looks at the page when left out. */
  user?: string;
  ts?: string;
};

async function control(slack: string, noun: string, body: unknown) {
  const headers = { "content-type": "application/json" };
  const answer = await ask(`${slack}/__sim/${noun}`, { method: "POST", headers, body: JSON.stringify(body) });
  return pressed.parse(answer.body);
}

/** Presses something in a message of the simulated Slack, as a person would; says how the app answered, and when. */
export const press = (slack: string, what: Press) => control(slack, "click", what);

/** Sends the modal that was opened last. */
export const submit = (slack: string, values: object) => control(slack, "submit", { values });
