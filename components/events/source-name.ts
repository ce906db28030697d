import { vendorNames } from "@/lib/sources/schema";

const names: Readonly<Record<string, string>> = { api: "API", ...vendorNames };

/** What an event came in through, by its name. */
export const sourceName = (source: string) => names[source] ?? source;
