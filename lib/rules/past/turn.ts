let last: Promise<unknown> = Promise.resolve();

/**
 * Does one such piece of work after another: each holds a connection that accepting and delivering share, for as long as a reader
 * is ready to wait.
 */
export function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}
