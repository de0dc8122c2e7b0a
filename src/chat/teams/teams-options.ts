/** How Footnote is connected with Teams. */
export interface TeamsOptions {
  /** Undefined only where `isPlayground`. */
  app: { id: string; password: string } | undefined;
  /** Registered for one tenant, or for several. */
  isMultiTenant: boolean;
  /** The only ones that are answered; empty only where `isPlayground`. */
  tenantIds: string[];
  /** E-mail addresses, lower-case, or Entra object ids. */
  admins: string[];
  /** Whether people, groups and threads are looked up in Microsoft Graph. */
  isGraphOn: boolean;
  /** Of a pretend Teams, without a slash at its end: `/connector`, `/identity`, `/login`, `/graph` below it. */
  pretendUrl: string | undefined;
  /** Whether people sign in on the web with the bot's own registration. */
  isSignInOn?: boolean | undefined;
  /** The Agents Playground on this machine, which signs nothing. */
  isPlayground: boolean;
}
