/** What the principals of a site's groups begin with; their ids follow. */
export function groupPrefix(site: string): string {
  const host = new URL(site).hostname.replaceAll(/[^a-z0-9.-]/g, "-");
  return `confluence-group:${host}:`;
}
