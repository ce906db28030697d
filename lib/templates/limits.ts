/** What a template may cost, whoever wrote it (reference: limits of customers' code). Characters are UTF-16 units. */
export const templateLimits = {
  /** Of all parts of one template together. */
  source: 20_000,
  output: 256 * 1024,
  /** Over all loops of one rendering. */
  loopSteps: 1_000,
  /** Blocks within blocks. */
  nesting: 32,
  /** Parts of one path. */
  pathParts: 16,
  /** Characters read or written, and steps taken, in one rendering: keeps the longest under 50 ms. */
  work: 1_000_000,
} as const;

/** What one step costs of `work`. */
export const stepCost = 20;
