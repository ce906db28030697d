import { catalog } from "@/lib/events/catalog";

/** The id of the list that text fields for an event type suggest from. */
export const eventTypesList = "event-types";

/** Suggestions for a text field that takes an event type. Put it once on the page. */
export function EventTypesList() {
  return (
    <datalist id={eventTypesList}>
      {catalog.map((entry) => (
        <option key={entry.type} value={entry.type}>
          {entry.label}
        </option>
      ))}
    </datalist>
  );
}
