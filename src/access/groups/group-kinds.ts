/** Of these, sources say who is in them; what a chat platform knows, it is asked for. */
const OF_SOURCES = /^(?:google-group|confluence-group):/;
const OF_PLATFORMS = /^(?:slack-group|slack-channel|teams-channel|entra-group):/;
const OWN = /^group:/;

/** Whether a source is asked who is in it. */
export function isSourceGroup(principal: string): boolean {
  return OF_SOURCES.test(principal);
}

/** Whether a chat platform is asked who is in it. */
export function isPlatformGroup(principal: string): boolean {
  return OF_PLATFORMS.test(principal);
}

/** Whether admins say who is in it. */
export function isOwnGroup(principal: string): boolean {
  return OWN.test(principal);
}

export function isUser(principal: string): boolean {
  return principal.startsWith("user:");
}
