"use client";

import { useLinkStatus } from "next/link";

/**
 * Stands inside a link and marks the document while its page is on the way; the style sheet then shows a bar and dims
 * the old page. Used in place of streamed skeletons, so that a page is whole without script and never jumps.
 */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? <span hidden data-navigating="" /> : null;
}
