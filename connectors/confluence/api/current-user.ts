import { z } from "zod";
import { ConnectorError } from "../../connector.ts";
import type { ConfluenceApi } from "./confluence-api.ts";
import { isMissing } from "./confluence-error.ts";
import { wrongSite } from "./find-cloud-id.ts";

export interface CurrentUser {
  /** In which the search takes times; undefined where privacy settings hide it. */
  timeZone: string | undefined;
}

const reply = z
  .object({ type: z.string().nullish(), timeZone: z.string().nullish() })
  .nullable()
  .catch(null);

/** Whose credentials these are. @throws ConnectorError for those of nobody, and for no such site */
export async function currentUser(api: ConfluenceApi): Promise<CurrentUser> {
  try {
    const user = await api.get("/wiki/rest/api/user/current", reply);
    if (user === null) throw wrongSite(api.site);
    if (user.type === "anonymous") {
      throw new ConnectorError(
        "unauthorized",
        "Confluence takes the credentials for nobody's: check the e-mail address and the API token.",
      );
    }
    return { timeZone: user.timeZone ?? undefined };
  } catch (error) {
    const cause = error instanceof ConnectorError ? error.cause : undefined;
    // Whatever else is there answers with a page for people, or with nothing of this name.
    if (isMissing(error) || cause instanceof SyntaxError) throw wrongSite(api.site, error);
    throw error;
  }
}
