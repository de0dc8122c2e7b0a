import { extractNotionId } from "@notionhq/client";
import { defineConnector } from "../definition.ts";
import { loadLater } from "../shared/load-later.ts";
import { notionOAuth } from "./oauth/oauth-flow.ts";
import { type NotionSettings, notionSettings } from "./settings.ts";
import { notionWebhook } from "./webhook.ts";

export const notion = defineConnector<NotionSettings>({
  kind: "notion",
  title: "Notion",
  settings: notionSettings,
  secret: {
    variable: "NOTION_TOKEN",
    title: "token of the Notion connection",
    page: "https://www.notion.so/my-integrations",
  },
  settingRoles: {
    audiences: "scope",
    comments: "text",
    maxFileBytes: "limit",
    sweepMinutes: "pace",
    requestsPerMinute: "pace",
    timeoutMs: "pace",
    apiUrl: "address",
  },
  roots: {
    setting: "audiences",
    parse: (text) => extractNotionId(text) ?? undefined,
    example: "a page's or database's link or id",
  },
  // Notion's API does not say who a page is shared with.
  defaultAudience: undefined,
  oauth: notionOAuth,
  webhook: notionWebhook,
  // Its many files are of no use to commands that have nothing to do with Notion.
  create(settings, secret) {
    const load = async () => {
      const { openNotionConnector } = await import("./open-notion-connector.ts");
      return openNotionConnector(settings, secret);
    };
    return {
      ...loadLater("incremental", load),
      findRoot: async (id, signal) => (await load()).findRoot(id, signal),
    };
  },
});
