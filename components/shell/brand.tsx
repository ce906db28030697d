/** The mark: a bell hung on a wire. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <rect width="24" height="24" rx="6" className="fill-accent-solid" />
      <g fill="none" stroke="#1d1503" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round">
        <path d="M3.5 7.5C7 5.6 9.5 5 12 5s5 .6 8.5 2.5" />
        <path d="M12 5v2" />
        <path d="M7.2 16.5v-4.7a4.8 4.8 0 0 1 9.6 0v4.7" />
        <path d="M5.5 16.5h13" />
      </g>
      <circle cx="12" cy="19" r="1.3" fill="#1d1503" />
    </svg>
  );
}

/** The mark with the name. */
export function Brand() {
  return (
    <span className="inline-flex items-center gap-2 text-lg font-semibold tracking-tight text-ink">
      <BrandMark className="size-6 shrink-0" />
      Bellwire
    </span>
  );
}
