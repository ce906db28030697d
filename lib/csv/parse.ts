/** One record of a file; `line` is the line that it begins on, from 1. */
export type CsvRecord = { line: number; cells: string[] };
export type CsvError = { line: number; message: string };

type State = { at: number; line: number };

/** What ends a cell: a comma, the end of the line, or of the file. */
type Cell = { text: string; isLast: boolean };

function afterCell(text: string, state: State): boolean {
  const next = text[state.at];
  if (next === ",") {
    state.at++;
    return false;
  }
  if (next === "\r" && text[state.at + 1] === "\n") state.at++;
  if (state.at < text.length) {
    state.at++;
    state.line++;
  }
  return true;
}

const endsCell = (text: string, at: number) =>
  at >= text.length || text[at] === "," || text[at] === "\n" || (text[at] === "\r" && text[at + 1] === "\n");

function quotedCell(text: string, state: State): Cell | CsvError {
  const began = state.line;
  let value = "";
  for (let from = state.at + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { line: began, message: "has a quote that is never closed" };
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      state.at = quote + 1;
      break;
    }
    value += '"';
    from = quote + 2;
  }
  state.line += value.split("\n").length - 1;
  if (!endsCell(text, state.at)) return { line: state.line, message: "has text after a closing quote" };
  return { text: value, isLast: afterCell(text, state) };
}

function plainCell(text: string, state: State): Cell | CsvError {
  const from = state.at;
  while (!endsCell(text, state.at)) state.at++;
  const value = text.slice(from, state.at);
  if (value.includes('"')) return { line: state.line, message: "has a quote in a cell that is not quoted" };
  return { text: value, isLast: afterCell(text, state) };
}

/**
 * Reads comma-separated values by RFC 4180: quoted cells, doubled quotes, line breaks within quotes, lines that end in CRLF or
 * LF. A byte order mark and empty lines are passed over.
 * @param maxRecords most records, with the header; what is beyond is not read.
 * @returns the records, and the first thing that is not CSV, after which nothing can be read.
 */
export function parseCsv(
  given: string,
  maxRecords: number,
): { records: CsvRecord[]; error: CsvError | null; isCut: boolean } {
  const text = given.startsWith("\uFEFF") ? given.slice(1) : given;
  const records: CsvRecord[] = [];
  const state: State = { at: 0, line: 1 };
  while (state.at < text.length) {
    const { line } = state;
    const cells: string[] = [];
    for (let isLast = false; !isLast; ) {
      const cell = text[state.at] === '"' ? quotedCell(text, state) : plainCell(text, state);
      if ("message" in cell) return { records, error: cell, isCut: false };
      cells.push(cell.text);
      isLast = cell.isLast;
    }
    if (cells.length === 1 && cells[0] === "") continue;
    if (records.length === maxRecords) return { records, error: null, isCut: true };
    records.push({ line, cells });
  }
  return { records, error: null, isCut: false };
}
