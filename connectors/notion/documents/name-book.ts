import { ConnectorError } from "../../connector.ts";
import type { NotionApi } from "../api/notion-api.ts";
import type { Workspace } from "../workspace/workspace.ts";

export interface NamesWanted {
  users: readonly string[];
  pages: readonly string[];
}

export type NameBook = ReturnType<typeof createNameBook>;

/** Finds names for ids, each asked for once a run. What has no name to give is left out. */
export function createNameBook(api: NotionApi, workspace: Workspace) {
  const names = new Map<string, string | undefined>();
  /** False once Notion said that the connection may not know who people are. */
  let mayReadUsers = true;

  async function userName(id: string): Promise<string | undefined> {
    if (!mayReadUsers) return undefined;
    try {
      return (await api.users.retrieve({ user_id: id })).name ?? undefined;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (error.code === "forbidden") mayReadUsers = false;
      return undefined;
    }
  }

  async function pageName(id: string): Promise<string | undefined> {
    try {
      const page = await workspace.node(id, "page");
      return page?.title ?? (await workspace.database(id))?.title;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return undefined;
    }
  }

  return {
    async find(wanted: NamesWanted): Promise<ReadonlyMap<string, string>> {
      const found = new Map<string, string>();
      for (const [ids, look] of [
        [wanted.users, userName],
        [wanted.pages, pageName],
      ] as const) {
        for (const id of ids) {
          if (!names.has(id)) names.set(id, await look(id));
          const name = names.get(id);
          if (name !== undefined) found.set(id, name);
        }
      }
      return found;
    },
  };
}

function isRefusal(error: unknown): error is ConnectorError {
  return (
    error instanceof ConnectorError && ["not-found", "forbidden", "invalid"].includes(error.code)
  );
}
