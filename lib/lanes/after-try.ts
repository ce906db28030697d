/** What is left to do after a try: when to come back to the lane, and which webhooks' lanes to wake. */
export type AfterTry = { dueAt: Date | null; signalled: string[] };

/** What is planned for the lane itself in the same statement is due as soon as its pace allows. */
export function afterTry(
  lane: string,
  row: { at: Date | null; signalled: string[] | null } | undefined,
  nextAt: Date,
): AfterTry {
  const all = row?.signalled ?? [];
  const at = all.includes(lane) ? nextAt : (row?.at ?? null);
  return { dueAt: at && at < nextAt ? nextAt : at, signalled: all.filter((other) => other !== lane) };
}
