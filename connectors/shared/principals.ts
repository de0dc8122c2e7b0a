const SHAPES: readonly RegExp[] = [
  /^public$/,
  /^everyone$/,
  /^user:[^\s:@]+@[^\s:@]+$/,
  /^domain:[^\s:@]+$/,
  // With domains: only those in it who have an address there.
  /^google-group:[^\s:@]+@[^\s:@]+(?::[^\s:@]+)?$/,
  /^confluence-group:[^\s:]+:[^\s]+$/,
  /^slack-group:[^\s:]+:[^\s:]+$/,
  /^slack-channel:[^\s:]+:[^\s:]+$/,
  /^teams-channel:[^\s:]+:[^\s:]+$/,
  /^entra-group:[^\s:]+:[^\s:]+$/,
  /^group:[^\s:]+$/,
];

/** The principal in its one spelling, or undefined when it is none of those product.md names. */
export function parsePrincipal(text: string): string | undefined {
  const trimmed = text.trim();
  const principal = /^(user|domain|google-group):/.test(trimmed) ? trimmed.toLowerCase() : trimmed;
  return SHAPES.some((shape) => shape.test(principal)) ? principal : undefined;
}

/** Sorted, distinct, in their one spelling: the identity of an access list. */
export function normalizePrincipals(principals: readonly string[]): string[] {
  const parsed = principals.map(parsePrincipal).filter((principal) => principal !== undefined);
  return [...new Set(parsed)].sort();
}

/**
 * Reads what a source says of its readers. One bad principal spoils the list: to leave it out could
 * only be a guess at what was meant. An empty list is good and means nobody.
 */
export function parseReaders(value: unknown): { readers: string[] } | { problem: string } {
  if (!Array.isArray(value)) return { problem: "must be a list of principals" };
  const good = value.filter(
    (item) => typeof item === "string" && parsePrincipal(item) !== undefined,
  );
  if (good.length < value.length) {
    const bad = JSON.stringify(value.find((item) => !good.includes(item)))?.slice(0, 80);
    return {
      problem: `names ${bad}, which is no principal such as everyone, user:ana@example.com or group:finance`,
    };
  }
  return { readers: normalizePrincipals(value) };
}
