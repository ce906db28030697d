import { Code } from "./code-block";
import { CopyButton } from "./copy-button";

/** An id that can be copied. */
export function IdValue({ id, what }: { id: string; what: string }) {
  return (
    <span className="-my-1.5 flex items-center gap-1">
      <Code className="truncate">{id}</Code>
      <CopyButton text={id} what={what} />
    </span>
  );
}
