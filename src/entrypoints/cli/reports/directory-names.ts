import type { App } from "../../../app.ts";
import { ChatError } from "../../../chat/chat-error.ts";
import { AdminError } from "../../../sources/sources-deps.ts";
import { openPlatforms } from "../../serve/run-chats.ts";

/**
 * What colleagues are called in the chats that are configured, so that texts that name them can be redacted.
 * @throws AdminError where a chat does not say: their names would stay
 */
export async function readDirectoryNames(app: App): Promise<string[]> {
  const { platforms } = await openPlatforms(app);
  const names: string[] = [];
  for (const platform of platforms) {
    try {
      names.push(...(await platform.namesOfAll()));
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      throw new AdminError(
        `Who is in ${platform.name} cannot be told, and their names would stay in the texts: ${error.message} Try again later, or give the names with --people and say --without-directory.`,
        { cause: error },
      );
    }
  }
  return names;
}
