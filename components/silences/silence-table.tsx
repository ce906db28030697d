import type { ReactNode } from "react";
import { ActionButton } from "@/components/ui/action-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ActionState } from "@/lib/action-state";

export type SilenceAction = (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;

/** One thing that keeps something from being told. */
export type Silence = {
  key: string;
  what: ReactNode;
  /** More about it, below. */
  about?: string | null;
  at: Date;
  by?: string | null;
  count?: number;
  /** What its undo posts. */
  fields: Record<string, string>;
};

type Props = {
  caption: string;
  silences: readonly Silence[];
  words: { what: string; at: string; by?: string; count?: string; undo: string };
  timeZone: string;
  /** Left out for people who may not undo it. */
  undo?: SilenceAction | undefined;
};

function SilenceRow({
  silence: { what, about, at, by, count, fields },
  words,
  timeZone,
  undo,
}: Pick<Props, "words" | "timeZone" | "undo"> & { silence: Silence }) {
  return (
    <Tr>
      <Td className="min-w-44">
        <span className="block font-medium break-words">{what}</span>
        {about && <span className="mt-0.5 block text-xs text-ink-muted">{about}</span>}
        {by && <span className="mt-0.5 block text-xs text-ink-muted sm:hidden">by {by}</span>}
      </Td>
      <Td className="whitespace-nowrap">
        <RelativeTime iso={at.toISOString()} timeZone={timeZone} />
      </Td>
      {words.by && <Td className="max-sm:hidden">{by ?? "Not known"}</Td>}
      {words.count && <Td className="text-right tabular-nums max-sm:hidden">{count}</Td>}
      <Td className="w-28 text-right whitespace-nowrap">
        {undo && (
          <ActionButton action={undo} fields={fields}>
            {words.undo}
          </ActionButton>
        )}
      </Td>
    </Tr>
  );
}

/** What keeps something from being told, until when, by whom, and how it is undone. */
export function SilenceTable({ caption, silences, words, ...rest }: Props) {
  const head = (
    <>
      <Th>{words.what}</Th>
      <Th>{words.at}</Th>
      {words.by && <Th className="max-sm:hidden">{words.by}</Th>}
      {words.count && <Th className="text-right max-sm:hidden">{words.count}</Th>}
      <Th>
        <span className="sr-only">{words.undo}</span>
      </Th>
    </>
  );
  return (
    <Table caption={caption} head={head}>
      {silences.map((silence) => (
        <SilenceRow key={silence.key} silence={silence} words={words} {...rest} />
      ))}
    </Table>
  );
}
