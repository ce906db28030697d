"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";
import type { ButtonLook } from "./button-class";
import { Spinner } from "./spinner";

type Props = ComponentProps<"button"> &
  ButtonLook & { /** What it says while the form is on its way. */ pendingLabel?: string };

/** Sends the form it stands in; while that runs it says so and cannot be pressed again. Works without script as a plain submit. */
export function SubmitButton({ children, pendingLabel, variant = "primary", disabled, ...rest }: Props) {
  const { pending } = useFormStatus();
  return (
    <Button type="submit" variant={variant} disabled={disabled || pending} aria-busy={pending} {...rest}>
      {pending ? (
        <>
          <Spinner />
          {pendingLabel ?? children}
        </>
      ) : (
        children
      )}
    </Button>
  );
}
