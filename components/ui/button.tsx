import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "./button-class";

/** A native button. Says `type="button"` unless told otherwise, so that it never submits by accident. */
export function Button({
  variant,
  size,
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & ButtonLook) {
  return <button type={type} className={buttonClass({ variant, size }, className)} {...rest} />;
}
