import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { PartFault } from "@/lib/templates/body";
import { PartField } from "./part-field";

type Part = { name: string; label: string; placeholder: string };

type Props<Row extends { key: number }> = {
  /** Where the rows stand in the body: `fields` or `links`. */
  part: string;
  /** What one row is called. */
  noun: string;
  rows: readonly Row[];
  parts: readonly [Part, Part];
  most: number;
  read: (row: Row, name: string) => string;
  write: (pointer: string, text: string) => void;
  setRows: (rows: Row[]) => void;
  add: () => void;
  errors: readonly PartFault[];
};

function moved<Row>(rows: readonly Row[], at: number, by: number): Row[] {
  const next = [...rows];
  const [row] = next.splice(at, 1);
  if (row !== undefined) next.splice(at + by, 0, row);
  return next;
}

/** Rows of two parts each, which can be added, moved and removed by keyboard as well. */
export function RowsPart<Row extends { key: number }>(props: Props<Row>) {
  const { part, noun, rows, parts, most, read, write, setRows, add, errors } = props;
  return (
    <div className="grid gap-3">
      {rows.map((row, at) => (
        <fieldset key={row.key} className="grid gap-2 rounded-md border border-line p-3">
          <legend className="sr-only">{`${noun} ${at + 1}`}</legend>
          {parts.map(({ name, label, placeholder }) => (
            <PartField
              key={name}
              label={`${label} of ${noun} ${at + 1}`}
              pointer={`/${part}/${at}/${name}`}
              value={read(row, name)}
              onChange={(text) => write(`/${part}/${at}/${name}`, text)}
              errors={errors}
              placeholder={placeholder}
            />
          ))}
          <div className="flex gap-1">
            <Button
              variant="quiet"
              size="icon"
              aria-label={`Move ${noun} ${at + 1} up`}
              disabled={at === 0}
              onClick={() => setRows(moved(rows, at, -1))}
            >
              <ArrowUp aria-hidden />
            </Button>
            <Button
              variant="quiet"
              size="icon"
              aria-label={`Move ${noun} ${at + 1} down`}
              disabled={at === rows.length - 1}
              onClick={() => setRows(moved(rows, at, 1))}
            >
              <ArrowDown aria-hidden />
            </Button>
            <Button
              variant="quiet"
              size="icon"
              aria-label={`Remove ${noun} ${at + 1}`}
              onClick={() => setRows(rows.filter((other) => other !== row))}
            >
              <Trash2 aria-hidden />
            </Button>
          </div>
        </fieldset>
      ))}
      {rows.length < most && (
        <Button size="sm" className="w-fit" onClick={add}>
          <Plus aria-hidden />
          {`Add ${noun}`}
        </Button>
      )}
    </div>
  );
}
