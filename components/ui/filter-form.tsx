"use client";

import Form from "next/form";
import { type ComponentProps, useRef } from "react";

/** A GET form whose answer is the same page filtered. A select applies at once; without script there is the button. */
export function FilterForm({
  children,
  action,
  className,
}: {
  children: ComponentProps<"form">["children"];
  action: string;
  className?: string;
}) {
  const form = useRef<HTMLFormElement>(null);
  return (
    <Form
      ref={form}
      action={action}
      role="search"
      className={className}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) form.current?.requestSubmit();
      }}
    >
      {children}
    </Form>
  );
}
