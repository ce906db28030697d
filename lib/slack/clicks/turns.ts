/** How many presses one process does at once: what has come in is answered before what was taken is done. */
const atOnce = 3;

let underWay = 0;
const waiting: (() => void)[] = [];

/** Does something when it is its turn, in the order in which it was asked for. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (underWay >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else underWay++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // Whoever waits takes the place over.
    if (next) next();
    else underWay--;
  }
}
