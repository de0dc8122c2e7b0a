import type { NotionApi } from "../api/notion-api.ts";
import { isRefusal } from "../api/translate-notion-error.ts";
import type { NamesWanted } from "../markdown/rich-text.ts";

/** Knows which pages each reader of a document may know of. */
interface Titles {
  titleOf(id: string, type: "page" | "database"): Promise<string | undefined>;
}

export type NameBook = ReturnType<typeof createNameBook>;

/** Finds names for ids. What has no name to give, or none that each reader may know, is left out. */
export function createNameBook(api: NotionApi) {
  const names = new Map<string, string | undefined>();
  /** False once Notion said that the connection may not know who people are. */
  let mayReadUsers = true;

  async function userName(id: string): Promise<string | undefined> {
    if (!mayReadUsers) return undefined;
    try {
      return (await api.users.retrieve({ user_id: id }))?.name ?? undefined;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (error.code === "forbidden") mayReadUsers = false;
      return undefined;
    }
  }

  return {
    async find(wanted: NamesWanted, titles: Titles): Promise<Map<string, string>> {
      const found = new Map<string, string>();
      const keep = (id: string, name: string | undefined) => {
        if (name !== undefined) found.set(id, name);
      };
      for (const id of new Set(wanted.users)) {
        if (!names.has(id)) names.set(id, await userName(id));
        keep(id, names.get(id));
      }
      for (const type of ["page", "database"] as const) {
        for (const id of new Set(wanted[`${type}s`])) keep(id, await titles.titleOf(id, type));
      }
      return found;
    },
  };
}
