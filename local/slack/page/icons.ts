/** A padlock, as tall as the text around it. */
export const lockIcon = `<svg class="icon" viewBox="0 0 16 16" aria-label="private"><path d="M5 7V5a3 3 0 0 1 6 0v2h.5A1.5 1.5 0 0 1 13 8.5v4a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 12.5v-4A1.5 1.5 0 0 1 4.5 7H5Zm1.5 0h3V5a1.5 1.5 0 0 0-3 0v2Z" fill="currentColor"/></svg>`;

/** Three lines. */
export const menuIcon = `<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M2 4h12M2 8h12M2 12h12" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/></svg>`;

/** Two people. */
export const peopleIcon = `<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M6 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 6 8Zm-4.5 5.2c0-2.3 2-3.7 4.5-3.7s4.5 1.4 4.5 3.7M11 8a2.1 2.1 0 0 0 0-4.3M12 9.8c1.6.4 2.6 1.6 2.6 3.4" fill="none" stroke="currentColor" stroke-width="1.3" stroke-linecap="round"/></svg>`;
