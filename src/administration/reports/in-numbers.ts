/** "1 time", "3 times". */
export function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

/** "the last 30 days". */
export function inDays(days: number): string {
  return days === 1 ? "the last day" : `the last ${days} days`;
}
