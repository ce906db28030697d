import { useState } from "react";

/** Which types are ticked, and the way to tick one. */
export function usePicked(initial: readonly string[]) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(initial));
  const toggle = (type: string, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(type);
    else next.delete(type);
    setPicked(next);
  };
  return { picked, toggle };
}
