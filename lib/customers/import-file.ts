import { parseCsv } from "@/lib/csv/parse";
import { AppError } from "@/lib/errors";
import { findDefect } from "@/lib/events/sanitize";
import { customerId, customerInput, type Said, saidIn } from "./schema";

/** Most customers of one file. */
export const importLimit = 10_000;

/** Most errors that are told one by one. */
const errorLimit = 1_000;

export type RowError = { line: number; column: string | null; message: string };
export type CustomerFile = { rows: Map<string, Said>; errors: RowError[]; rejected: number };

type Row = Record<string, unknown>;
type Column = { name: string; put: (row: Row, cell: string) => void };

const numberOf = (cell: string): unknown => (/^-?\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : cell);

const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  "1": true,
  false: false,
  no: false,
  "0": false,
};

/** A plain number counts as one, so that its changes are kept; `007` and long numbers stay text. */
function attributeOf(cell: string): unknown {
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/.test(cell)) return Number(cell);
  if (cell === "true" || cell === "false") return cell === "true";
  return cell;
}

const inside = (row: Row, key: string): Row => {
  const known = row[key];
  const made: Row = typeof known === "object" && known !== null ? { ...known } : {};
  row[key] = made;
  return made;
};

const plain = (name: string, read: (cell: string) => unknown = (cell) => cell): Column => ({
  name,
  put: (row, cell) => {
    row[name] = read(cell);
  },
});
const within = (name: string, outer: string, inner: string): Column => ({
  name,
  put: (row, cell) => {
    inside(row, outer)[inner] = cell;
  },
});

const columns: readonly Column[] = [
  plain("id"),
  ...["name", "email", "domain", "url", "tier", "renewalOn", "contractStartedOn", "lastInteractionAt"].map(
    (name) => plain(name),
  ),
  ...["healthScore", "sentimentScore", "churnProbability", "engagement"].map((name) => plain(name, numberOf)),
  plain("excluded", (cell) => booleans[cell.toLowerCase()] ?? cell),
  within("mrr", "mrr", "amount"),
  within("mrrCurrency", "mrr", "currency"),
  within("ownerEmail", "owner", "email"),
  within("ownerName", "owner", "name"),
];

/** `health_score`, `Health score` and `healthScore` are one. */
const normal = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
const byName = new Map(columns.map((column) => [normal(column.name), column]));

function columnOf(header: string): Column | undefined {
  const name = header.trim();
  if (!name.startsWith("attributes.")) return byName.get(normal(name));
  const key = name.slice("attributes.".length);
  if (key === "" || findDefect({ [key]: 0 }) !== undefined) return undefined;
  return {
    name,
    put: (row, cell) => {
      inside(row, "attributes")[key] = attributeOf(cell);
    },
  };
}

const unreadable = (pointer: string, message: string) =>
  new AppError("invalid", `The file cannot be used: ${pointer === "" ? "it" : pointer} ${message}.`, {
    code: "invalid_csv",
    errors: [{ pointer, message }],
  });

/** @throws AppError 422 for a column that we do not know, one that is named twice, or no `id`. */
function readHeader(cells: readonly string[]): Column[] {
  const found = cells.map((cell) => {
    const column = columnOf(cell);
    if (column) return column;
    const known = columns.map(({ name }) => name).join(", ");
    throw unreadable(
      "line 1",
      `names “${cell.trim()}”, which is no column; there are ${known} and attributes.<name>`,
    );
  });
  const names = found.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw unreadable("line 1", `names “${twice}” twice`);
  if (!names.includes("id")) throw unreadable("line 1", "has no column “id”");
  return found;
}

type ReadRow = { ok: true; id: string; said: Said } | { ok: false; column: string | null; message: string };

function readRow(header: readonly Column[], cells: readonly string[]): ReadRow {
  if (cells.length !== header.length)
    return { ok: false, column: null, message: `has ${cells.length} cells, the header has ${header.length}` };
  const row: Row = {};
  // An empty cell says nothing; it does not clear what is known.
  for (const [index, column] of header.entries()) {
    const cell = cells[index]?.trim() ?? "";
    if (cell !== "") column.put(row, cell);
  }
  const defect = findDefect(row);
  if (defect) return { ok: false, column: defect.pointer.slice(1), message: defect.message };
  const { id: givenId, ...rest } = row;
  const id = customerId.safeParse(givenId);
  if (!id.success) return { ok: false, column: "id", message: "must have 1 to 255 characters" };
  const parsed = customerInput.safeParse(rest);
  if (parsed.success) return { ok: true, id: id.data, said: saidIn(parsed.data) };
  const [issue] = parsed.error.issues;
  return { ok: false, column: issue?.path.join(".") ?? null, message: issue?.message ?? "cannot be read" };
}

/**
 * Reads a file of customers: a header, then one customer a line. A row that cannot be used is told with its line and left out.
 * @throws AppError 422 `invalid_csv` for a file whose header or form cannot be read, or that is too long.
 */
export function readCustomerFile(text: string): CustomerFile {
  const { records, error, isCut } = parseCsv(text, importLimit + 1);
  if (error) throw unreadable(`line ${error.line}`, error.message);
  if (isCut) throw unreadable("", `has more than ${importLimit} rows; split it`);
  const [first, ...rest] = records;
  if (!first) throw unreadable("", "is empty");
  const header = readHeader(first.cells);
  const file: CustomerFile = { rows: new Map(), errors: [], rejected: 0 };
  const refuse = (wrong: RowError) => {
    file.rejected++;
    if (file.errors.length < errorLimit) file.errors.push(wrong);
  };
  for (const { line, cells } of rest) {
    const row = readRow(header, cells);
    if (!row.ok) refuse({ line, column: row.column, message: row.message });
    else if (file.rows.has(row.id))
      refuse({ line, column: "id", message: `“${row.id}” stands in the file before` });
    else file.rows.set(row.id, row.said);
  }
  return file;
}
