import type { SourceKind } from "@/db/enums";
import { adapterOf } from "@/lib/sources/adapters";
import { sampleName } from "@/lib/sources/sample";

/** A vendor's own events, by name, with what they become. */
export function samplesOf(kind: SourceKind): { name: string; told: string | null }[] {
  return adapterOf(kind).samples.map((sample) => ({ name: sampleName(sample), told: sample.told }));
}

/** The vendor's types that are told, for its own list of what to send. */
export function toldTypesOf(kind: SourceKind): string[] {
  const told = adapterOf(kind).samples.filter(
    ({ told: type }) => type !== null && !type.startsWith(`${kind}.`),
  );
  return [...new Set(told.map(({ vendorType }) => vendorType))];
}
