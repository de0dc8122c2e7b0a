import { defineConnector } from "../definition.ts";
import { loadLaterWithGroups } from "../shared/load-later.ts";
import { oauthFlow } from "./api/oauth-flow.ts";
import { type ConfluenceSettings, confluenceSettings } from "./settings.ts";

export const confluence = defineConnector<ConfluenceSettings>({
  kind: "confluence",
  title: "Confluence",
  settings: confluenceSettings,
  secret: {
    variable: "CONFLUENCE_API_TOKEN",
    title: "API token of the Atlassian account",
    page: "https://id.atlassian.com/manage-profile/security/api-tokens",
  },
  settingRoles: {
    site: "address",
    email: "scope",
    spaces: "scope",
    exclude: "scope",
    // A page's fingerprint tells which comments were read along with it.
    comments: "scope",
    attachments: "scope",
    archived: "scope",
    maxFileBytes: "limit",
    sweepMinutes: "pace",
    requestsPerMinute: "pace",
    timeoutMs: "pace",
    apiUrl: "address",
    authUrl: "address",
  },
  // Every document names its readers.
  defaultAudience: undefined,
  oauth: oauthFlow,
  // Its many files are of no use to commands that have nothing to do with Confluence.
  create: (settings, secret) =>
    loadLaterWithGroups("incremental", async () => {
      const { createConfluenceConnector } = await import("./confluence-connector.ts");
      return createConfluenceConnector(settings, secret);
    }),
});
