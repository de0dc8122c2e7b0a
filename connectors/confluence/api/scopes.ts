/** What each request needs; an API token with scopes and an OAuth app are given just these. */
const NEEDED: readonly [path: RegExp, ...scopes: string[]][] = [
  [/\/attachment\/[^/]+\/download/, "readonly:content.attachment:confluence"],
  [/\/rest\/api\/group\//, "read:group:confluence", "read:user:confluence"],
  [/\/rest\/api\/space\//, "read:space-details:confluence"],
  [/\/rest\/api\//, "read:content-details:confluence"],
  [/\/users-bulk/, "read:user:confluence"],
  [/comments/, "read:comment:confluence"],
  [/\/attachments/, "read:attachment:confluence"],
  [/\/folders\//, "read:folder:confluence"],
  [/\/whiteboards\//, "read:whiteboard:confluence"],
  [/\/databases\//, "read:database:confluence"],
  [/\/embeds\//, "read:embed:confluence"],
  [/\/spaces/, "read:space:confluence"],
  [/\/(?:pages|blogposts)/, "read:page:confluence"],
];

export const SCOPES: readonly string[] = [
  ...new Set(NEEDED.flatMap(([, ...scopes]) => scopes)),
].sort();

/** The scopes, any of which may be what a refused request lacked. */
export function scopeFor(path: string): string {
  const [, ...scopes] = NEEDED.find(([pattern]) => pattern.test(path)) ?? [];
  return scopes.join(" or ");
}
