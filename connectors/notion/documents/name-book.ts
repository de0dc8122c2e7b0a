import type { NotionApi } from "../api/notion-api.ts";
import { isRefusal } from "../api/translate-notion-error.ts";

export type NameBook = ReturnType<typeof createNameBook>;

/** Finds out what people are called, each asked for once; undefined for who has no name to give. */
export function createNameBook(api: NotionApi) {
  const names = new Map<string, string | undefined>();
  /** False once Notion said that the connection may not know who people are. */
  let mayReadUsers = true;

  async function ask(id: string): Promise<string | undefined> {
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
    async userName(id: string): Promise<string | undefined> {
      if (!names.has(id)) names.set(id, await ask(id));
      return names.get(id);
    },
  };
}
