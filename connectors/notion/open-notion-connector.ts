import type { ConnectorSecret } from "../definition.ts";
import { extractText } from "../shared/extraction/extract-text.ts";
import { DEFAULT_LIMITS } from "../shared/extraction/extraction-limits.ts";
import { createTokenReader } from "../shared/oauth/oauth-grant.ts";
import { createNotionConnector } from "./notion-connector.ts";
import { refreshGrant } from "./oauth/request-grant.ts";
import type { NotionSettings } from "./settings.ts";

/** The connector with all that it needs of others: tokens that are renewed, and a reader of files. */
export function openNotionConnector(settings: NotionSettings, secret: ConnectorSecret) {
  const readToken = createTokenReader({
    secret,
    refresh: (grant, refreshToken, signal) => refreshGrant(grant, refreshToken, settings, signal),
  });
  return createNotionConnector(settings, readToken, (bytes, hints, signal) =>
    extractText(bytes, hints, DEFAULT_LIMITS, signal),
  );
}
