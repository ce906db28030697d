const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code: number) => (text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = paint(1);
export const dim = paint(2);
export const green = paint(32);
export const red = paint(31);
export const yellow = paint(33);

/** Writes one line to the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs a step, shows that it goes on, and then how long it took. Steps may overlap. */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const took = () => dim(`${((performance.now() - start) / 1000).toFixed(1)} s`);
  try {
    const result = await work();
    say(`  ${green("✓")} ${label} ${took()}`);
    return result;
  } catch (error) {
    say(`  ${red("✗")} ${label} ${took()}`);
    throw error;
  }
}
