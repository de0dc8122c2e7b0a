import { ConnectorError } from "../connector.ts";
import { isEntry } from "./api/list-pages.ts";
import type { NotionApi } from "./api/notion-api.ts";
import { isRefusal, lacksCapability } from "./api/translate-notion-error.ts";
import type { NotionSettings } from "./settings.ts";

const CAPABILITIES = "Allow it in the connection's settings at notion.so/my-integrations";

/**
 * Tries what a sync will do. What it can do without is said in a sentence each.
 * @throws ConnectorError when it could read nothing at all
 */
export async function checkConnection(api: NotionApi, settings: NotionSettings): Promise<string[]> {
  const { id: botId } = await api.users.me({});
  const found = await api.search({ page_size: 10 }).catch((error: unknown) => {
    throw lacksCapability(error) ? missingContent(error) : error;
  });
  const notes: string[] = [];
  const shown = found.results.filter(isEntry);
  if (shown.length === 0) {
    notes.push(
      "No page is shared with the connection yet: open one in Notion, choose ••• › Connections, and add it. Pages below come along.",
    );
  }
  if (settings.comments !== "none") {
    // Where no page is shown there is nothing under this id, unless the capability is missing.
    const id = shown.find((item) => item.object === "page")?.id ?? botId;
    const isMissing = await isRefused(() => api.comments.list({ block_id: id, page_size: 1 }));
    if (isMissing)
      notes.push(`Read comments is missing, so comments are left out. ${CAPABILITIES}.`);
  }
  if (await isRefused(() => api.users.list({ page_size: 1 }))) {
    notes.push(
      `Read user information is missing, so some people will have no name. ${CAPABILITIES}; e-mail addresses are not needed.`,
    );
  }
  return notes;
}

function missingContent(cause: unknown): ConnectorError {
  return new ConnectorError(
    "forbidden",
    `The Notion connection may not read content. ${CAPABILITIES} (Read content), and try again.`,
    { cause },
  );
}

async function isRefused(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return false;
  } catch (error) {
    if (lacksCapability(error)) return true;
    if (isRefusal(error)) return false;
    throw error;
  }
}
