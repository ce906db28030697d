/** Which rules to list: those that fire just now, those that are on, those that are off. */
export const boardViews = ["firing", "on", "off"] as const;
export type BoardView = (typeof boardViews)[number];
