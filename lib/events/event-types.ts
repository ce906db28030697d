import { catalog } from "./catalog";
import type { EventType } from "./catalog/define";
import { fieldsOf } from "./catalog/fields-of";

/** A type of the catalog as the documentation and the API tell of it. */
export function describeEventType(entry: EventType) {
  const { type, label, family, description, severity, feeds = [], sample, story } = entry;
  return {
    type,
    label,
    family,
    description,
    severity,
    /** Whether its events can belong to a case. */
    joinsCases: story !== undefined,
    feeds,
    fields: fieldsOf(entry),
    sample,
  };
}

/** Every type of the catalog, in the order of the documentation. */
export const eventTypes = catalog.map(describeEventType);
