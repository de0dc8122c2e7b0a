import { onTestFinished } from "vitest";
import { z } from "zod";
import type { Config } from "../../src/config.ts";
import { makeWorkspace } from "../connectors/notion/notion-fixture.ts";
import { openApp } from "../support/open-app.ts";

/** The application, whose sources of Notion are read from a pretend one; no form says where it is. */
export async function openNotionApp(change: Partial<Config> = {}) {
  const notion = await makeWorkspace();
  onTestFinished(() => notion.counterpart.close());
  const { clientId, clientSecret } = notion.world.oauth.app;
  const app = await openApp({
    offeredSecrets: { NOTION_CLIENT_ID: clientId, NOTION_CLIENT_SECRET: clientSecret },
    ...change,
  });
  const { findConnector } = app.administering;
  app.administering.findConnector = (kind) => {
    const found = findConnector(kind);
    if (found?.kind !== "notion" || !(found.settings instanceof z.ZodObject)) return found;
    const apiUrl = z.url().default(notion.counterpart.apiUrl);
    const requestsPerMinute = z.coerce.number().default(1_000_000);
    return { ...found, settings: found.settings.extend({ apiUrl, requestsPerMinute }) };
  };
  return { app, notion };
}
