/** The look that every text-like control shares. Sixteen pixels on a phone, or iOS zooms into the field. */
export const controlClass =
  "block w-full rounded-md border border-field-line bg-surface px-2.5 text-base text-ink shadow-card transition-colors max-sm:text-lg " +
  "hover:border-ink-faint focus-visible:outline-offset-0 aria-invalid:border-bad-solid disabled:bg-sunken disabled:text-ink-muted";
