"use client";

import { Plus, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

export type ShownHeader = { name: string; value: string | null; isSecret: boolean };
type Row = ShownHeader & { key: string };

type Props = { headers: readonly ShownHeader[]; errors?: string[] };

/** What a row becomes when it is sent: a secret that was not typed anew stays what it is. */
const posted = ({ name, value, isSecret }: Row) => ({ name, isSecret, ...(value !== null && { value }) });

/** The headers of somebody's own. The value of a secret one is never shown; it stays until another is typed. */
export function HeadersField({ headers, errors = [] }: Props) {
  const id = useId();
  const [rows, setRows] = useState<Row[]>(() =>
    headers.map((header, at) => ({ ...header, key: `${id}${at}` })),
  );
  const [made, setMade] = useState(headers.length);
  const change = (key: string, part: Partial<ShownHeader>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const add = () => {
    setRows([...rows, { key: `${id}${made}`, name: "", value: "", isSecret: false }]);
    setMade(made + 1);
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="text-sm font-medium">
        Headers <span className="font-normal text-ink-faint">(optional)</span>
      </legend>
      <input type="hidden" name="headers" value={JSON.stringify(rows.map(posted))} />
      {rows.map((row, at) => (
        <div
          key={row.key}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto_auto]"
        >
          <Input
            aria-label={`Name of header ${at + 1}`}
            value={row.name}
            onChange={({ target }) => change(row.key, { name: target.value })}
            placeholder="Authorization"
            autoComplete="off"
            spellCheck={false}
            className="font-mono max-sm:col-span-2"
          />
          <Input
            aria-label={`Value of header ${at + 1}`}
            type={row.isSecret ? "password" : "text"}
            value={row.value ?? ""}
            onChange={({ target }) => change(row.key, { value: target.value })}
            placeholder={row.value === null ? "•••••••• (unchanged)" : "Bearer …"}
            autoComplete="off"
            spellCheck={false}
            className="font-mono max-sm:col-span-2"
          />
          <label className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={row.isSecret}
              // What was secret is not told: to show it, it has to be typed anew.
              onChange={({ target }) => change(row.key, { isSecret: target.checked, value: row.value ?? "" })}
              className="size-4 accent-primary"
            />
            Secret
          </label>
          <Button
            size="icon"
            variant="quiet"
            aria-label={`Remove header ${row.name || at + 1}`}
            onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      {errors.length > 0 && <p className="text-sm text-bad">{errors.join(" ")}</p>}
      <Button size="sm" className="w-fit" onClick={add}>
        <Plus aria-hidden />
        Add a header
      </Button>
      <p className="text-sm text-ink-muted">
        A value may hold variables, such as {"{{ customer-id }}"}, unless it is secret. The signature and the
        content type are set by Bellwire.
      </p>
    </fieldset>
  );
}
