import Link from "next/link";
import { inkTone, type Tone } from "@/components/ui/tone";

type Props = {
  label: string;
  value: number;
  href: string /** Colours the number when it is not zero. */;
  tone?: Tone;
};

const digits = new Intl.NumberFormat("en-US");

/** One number that leads to what it counts. */
export function Metric({ label, value, href, tone }: Props) {
  return (
    <Link
      href={href}
      className="block bg-surface px-4 py-3 hover:bg-hover focus-visible:outline-offset-[-2px]"
    >
      <span className="block text-sm text-ink-muted">{label}</span>
      <span
        className={`block text-2xl font-semibold tracking-tight ${tone && value > 0 ? inkTone[tone] : "text-ink"}`}
      >
        {digits.format(value)}
      </span>
    </Link>
  );
}
