import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { LinkPending } from "./link-pending";

/** A link that looks like a button: it goes somewhere and does nothing else. */
export function LinkButton({
  variant,
  size,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & ButtonLook) {
  return (
    <Link className={buttonClass({ variant, size }, className)} {...rest}>
      {children}
      <LinkPending />
    </Link>
  );
}
