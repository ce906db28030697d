/** Why an event was refused, by its code: what people call it, and what to do. */
type RejectedReason = { label: string; fix: string };

const reasons: Readonly<Record<string, RejectedReason>> = {
  invalid_event: {
    label: "Not a valid event",
    fix: "Correct the field of the envelope that is named. An event needs a “type” such as invoice.generated; everything else may be left out.",
  },
  invalid_data: {
    label: "Data does not fit its type",
    fix: "Correct the field of “data” that is named, or use a type of your own: only the types of the catalog are checked.",
  },
  unsafe_value: {
    label: "Value that cannot be stored",
    fix: "Take the value out where it is made: a NUL character, half of a surrogate pair, a number without end, too much depth or a reserved key.",
  },
};

const unknown: RejectedReason = {
  label: "Refused",
  fix: "Correct the place that is named and send the event again.",
};

/** The codes that can be filtered by. */
export const rejectedCodes: readonly string[] = Object.keys(reasons);

/** What a code means to people, with what mends it. A source may refuse with a code of its own. */
export function reasonOf(code: string): RejectedReason {
  return reasons[code] ?? { ...unknown, label: code.replaceAll("_", " ") };
}

/** The refusal in one line: where, and what is wrong there. */
export function describeRefusal({ pointer, message }: { pointer: string; message: string }): string {
  return pointer === "" ? message : `${pointer} ${message}`;
}
