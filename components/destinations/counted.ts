const digits = new Intl.NumberFormat("en-US");

/** "1 notification is", "1,204 notifications are". */
export function counted(count: number): string {
  return count === 1 ? "1 notification is" : `${digits.format(count)} notifications are`;
}

/** "1 notification", "1,204 notifications". */
export function notifications(count: number): string {
  return count === 1 ? "1 notification" : `${digits.format(count)} notifications`;
}
