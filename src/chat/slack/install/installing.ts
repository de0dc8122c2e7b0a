/** Footnote in one workspace, as Slack granted it. */
export interface SlackInstallation {
  teamId: string;
  /** Of the workspace, for people. */
  teamName: string;
  botUserId: string;
  botId: string;
  /** In clear only here. */
  botToken: string;
  scopes: readonly string[];
  /** The user's id. */
  installedBy: string;
  installedAt: number;
}

/** Where installations are kept, the token encrypted. */
export interface SlackInstallations {
  get(teamId: string): Promise<SlackInstallation | undefined>;
  /** Replaces what was there. */
  keep(installation: SlackInstallation): Promise<void>;
  /** Remembers an installation that a browser begins; false when too many are under way. */
  begin(state: string, browser: string): Promise<boolean>;
  /** True once, for the browser that began it, within ten minutes; any other changes nothing. */
  take(state: string, browser: string): Promise<boolean>;
}

/** How the app is installed into several workspaces. */
export interface Installing {
  clientId: string;
  clientSecret: string;
  /** The only workspaces that it serves. */
  teamIds: readonly string[];
  /** Of this server, without a slash at its end. */
  publicUrl: string;
  installations: SlackInstallations;
}

/** Where an installation begins. */
export function installUrl({ publicUrl }: Pick<Installing, "publicUrl">): string {
  return `${publicUrl}/slack/install`;
}
