import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { ScrollRegion } from "./scroll-region";

type TableProps = {
  /** Says what the table holds; read out, not shown. */ caption: string;
  head: ReactNode;
  children: ReactNode;
  className?: string;
};

/** A table that scrolls sideways inside itself when it does not fit. */
export function Table({ caption, head, children, className }: TableProps) {
  return (
    <ScrollRegion label={caption} className="overflow-x-auto">
      <table className={clsx("w-full border-collapse text-left text-sm", className)}>
        <caption className="sr-only">{caption}</caption>
        <thead className="border-b border-line bg-sunken">
          <tr>{head}</tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </ScrollRegion>
  );
}

/** A column's heading. */
export function Th({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={clsx(
        "h-8 px-3 text-xs font-medium whitespace-nowrap text-ink-muted first:pl-4 last:pr-4",
        className,
      )}
      {...rest}
    />
  );
}

/** A row; `hover` when it leads somewhere. */
export function Tr({ className, hover = false, ...rest }: ComponentProps<"tr"> & { hover?: boolean }) {
  return <tr className={clsx("relative", hover && "hover:bg-hover", className)} {...rest} />;
}

/** A cell. */
export function Td({ className, ...rest }: ComponentProps<"td">) {
  return <td className={clsx("px-3 py-2 align-top first:pl-4 last:pr-4", className)} {...rest} />;
}
