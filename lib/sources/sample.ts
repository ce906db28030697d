/**
 * One event as the vendor sends it. The sample sender offers it, and the tests hold its mapping: `told` is the type it
 * becomes, or `null` when it is kept and nothing is told of it.
 */
export type Sample = {
  /** The vendor's own name of the event. */
  vendorType: string;
  /** What sets it apart from another of the same name. */
  variant?: string;
  told: string | null;
  payload: Readonly<Record<string, unknown>>;
};

/** The name of a sample, unique within its vendor. */
export const sampleName = ({ vendorType, variant }: Sample) =>
  variant === undefined ? vendorType : `${vendorType} (${variant})`;
