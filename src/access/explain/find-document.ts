import type { DocumentRecord, Storage } from "../../storage/storage.ts";
import { AccessError } from "../access-error.ts";

const MOST_NAMED = 5;

/** The document that an admin means by its id, or by its title. @throws AccessError */
export async function findDocument(
  named: string,
  source: string | undefined,
  { sources, documents }: Pick<Storage, "sources" | "documents">,
): Promise<DocumentRecord> {
  const all = (await sources.list()).map(({ name }) => name);
  if (source !== undefined && !all.includes(source)) {
    const others = all.length > 0 ? `the sources are ${all.join(", ")}` : "none was added yet";
    throw new AccessError(`There is no source "${source}": ${others}.`);
  }
  const names = source === undefined ? all : [source];
  const byId = await Promise.all(names.map((name) => documents.get(name, named)));
  const found = byId.filter((one) => one !== undefined);
  const title = named.trim().toLowerCase();
  if (found.length === 0) {
    for (const name of names) {
      for (const one of await documents.list(name)) {
        if (one.title.trim().toLowerCase() === title) found.push(one);
      }
    }
  }
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (only === undefined) {
    const where = source === undefined ? "in any source" : `in ${source}`;
    throw new AccessError(
      `There is no document "${named.slice(0, 80)}" ${where}: give its id or its whole title, as \`search\` and answers show them.`,
    );
  }
  const shown = found.slice(0, MOST_NAMED).map((one) => `${one.documentId} of ${one.source}`);
  const more = found.length > MOST_NAMED ? ` and ${found.length - MOST_NAMED} more` : "";
  throw new AccessError(
    `Several documents are called that: ${shown.join(", ")}${more}. Give the id, and the source where that is not enough.`,
  );
}
