"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import { type ReactNode, type RefObject, useId } from "react";
import { Button } from "./button";

type Props = {
  ref: RefObject<HTMLDialogElement | null>;
  title: ReactNode;
  children: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  wide?: boolean;
  onClose?: () => void;
};

/** A modal over the native <dialog>: focus is kept inside, Escape and a click beside it close it. Open it with `ref.current?.showModal()`. */
export function Dialog({ ref, title, children, footer, wide = false, onClose }: Props) {
  const titleId = useId();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way to close it is Escape, which <dialog> has by itself.
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
      className={clsx(
        "m-auto w-[calc(100%-2rem)] rounded-lg border border-line bg-raised p-0 text-ink shadow-float open:animate-enter",
        wide ? "max-w-2xl" : "max-w-md",
      )}
    >
      <header className="flex items-start justify-between gap-4 px-5 pt-4">
        <h2 id={titleId} className="text-lg font-semibold">
          {title}
        </h2>
        <Button
          variant="quiet"
          size="icon"
          className="-mt-1 -mr-2"
          aria-label="Close"
          onClick={() => ref.current?.close()}
        >
          <X aria-hidden />
        </Button>
      </header>
      <div className="px-5 pt-1 pb-5 text-ink-muted">{children}</div>
      {footer && (
        <footer className="flex flex-wrap justify-end gap-2 border-t border-line bg-sunken px-5 py-3">
          {footer}
        </footer>
      )}
    </dialog>
  );
}
