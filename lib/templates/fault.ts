/** A place in a template, both counted from one. */
export type Position = { line: number; column: number };

/** Why a template cannot be used, in words for whoever wrote it, and where. The only thing that the engine throws. */
export class TemplateFault extends Error {
  override readonly name = "TemplateFault";
  readonly line: number;
  readonly column: number;

  constructor(message: string, { line, column }: Position) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

let latest: { source: string; starts: number[] } = { source: "", starts: [0] };

/** Where each line begins. The last text is remembered: reading a template asks for hundreds of places in it. */
function lineStarts(source: string): number[] {
  if (latest.source === source) return latest.starts;
  const starts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  latest = { source, starts };
  return starts;
}

/** Where an offset stands in a text. */
export function positionOf(source: string, offset: number): Position {
  const starts = lineStarts(source);
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
