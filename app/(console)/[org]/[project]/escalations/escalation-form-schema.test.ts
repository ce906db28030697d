import { expect, test } from "vitest";
import { draftOf } from "./draft";
import { escalationForm } from "./escalation-form-schema";

const step = (place: number, more: Record<string, string> = {}) => ({
  [`minutes${place}`]: "15",
  [`destination${place}`]: `dst_${place}`,
  ...Object.fromEntries(Object.entries(more).map(([name, value]) => [`${name}${place}`, value])),
});
const posted = (...steps: object[]) =>
  escalationForm.safeParse(
    Object.assign({ name: "On call", severities: ["critical"], enabled: "on" }, ...steps),
  );

test("a form says whom a step tells, and leaves out rows without a destination", () => {
  const given = posted(step(0), step(1, { person: "manager", group: "S0123ABC", destination: "dst_x" }), {
    minutes2: "30",
    destination2: "",
  });
  expect(given.data?.input.steps).toEqual([
    { afterMinutes: 15, destinationId: "dst_0" },
    { afterMinutes: 15, destinationId: "dst_x", person: "manager", mentionGroupId: "S0123ABC" },
  ]);
});

test("what the API alone can set survives the form: five steps, each with its severities", () => {
  const steps = Array.from({ length: 5 }, (_, place) => ({
    afterMinutes: 5 + place,
    destinationId: `dst_${place}`,
    severities: ["warning" as const, "critical" as const],
  }));
  const at = new Date(0);
  const draft = draftOf({
    ...{ id: "esc_1", name: "On call", enabled: true, createdAt: at, updatedAt: at },
    ...{ severities: ["critical"], eventTypes: ["*"], steps },
  });
  const rows = draft.steps.map((row, place) => ({
    [`minutes${place}`]: row.minutes,
    [`destination${place}`]: row.destinationId,
    [`person${place}`]: row.person,
    [`group${place}`]: row.group,
    [`stepSeverities${place}`]: row.severities,
  }));
  expect(posted(...rows).data?.input.steps).toEqual(steps);
});

test("a group that is none is refused", () => {
  expect(posted(step(0, { group: "@team" })).success).toBe(false);
});
