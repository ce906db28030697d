"use client";

import { useEffect } from "react";

const question = "Your changes are not saved. Leave all the same?";

/** Asks before what was typed is lost: by closing the page, or by following a link within it. */
export function useUnsavedGuard(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      const staysHere =
        link?.getAttribute("target") === "_blank" || link?.getAttribute("href")?.startsWith("#");
      if (!link || staysHere || window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("beforeunload", beforeUnload);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", beforeUnload);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [isUnsaved]);
}
