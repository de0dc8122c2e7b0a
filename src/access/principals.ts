const SHAPES: readonly RegExp[] = [
  /^public$/,
  /^everyone$/,
  /^user:[^\s:@]+@[^\s:@]+$/,
  /^domain:[^\s:@]+$/,
  /^google-group:[^\s:@]+@[^\s:@]+$/,
  /^confluence-group:[^\s:]+:[^\s]+$/,
  /^slack-group:[^\s:]+:[^\s:]+$/,
  /^slack-channel:[^\s:]+:[^\s:]+$/,
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
