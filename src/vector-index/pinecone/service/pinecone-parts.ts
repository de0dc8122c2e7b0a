import { type CatalogueStorage, KEYWORD_PART } from "../../../storage/ports/catalogue-storage.ts";
import { PineconePart, type PineconeSettings, partName } from "./pinecone-part.ts";

export type PineconeParts = ReturnType<typeof createPineconeParts>;

/** The index of keywords, and one of vectors for each embedder that has some. */
export function createPineconeParts(
  catalogue: Pick<CatalogueStorage, "id" | "embedders">,
  settings: PineconeSettings,
) {
  const known = new Map<string, PineconePart>();
  let ready: Promise<PineconeSettings> | undefined;

  /** Two databases never share a namespace by mistake: their passages have the same ids. */
  async function ownSettings(): Promise<PineconeSettings> {
    return { ...settings, namespace: `${settings.namespace}-${await catalogue.id()}` };
  }

  return {
    /** Undefined for an embedder that has no vectors. */
    async of(part: string): Promise<PineconePart | undefined> {
      const before = known.get(part);
      if (before !== undefined) return before;
      const embedders = part === KEYWORD_PART ? [] : await catalogue.embedders();
      const embedder = embedders.find(({ id }) => id === part);
      if (part !== KEYWORD_PART && embedder === undefined) return undefined;
      ready ??= ownSettings();
      const name = partName(settings.prefix, part === KEYWORD_PART ? undefined : part);
      const made = known.get(part) ?? new PineconePart(name, embedder?.dimensions, await ready);
      known.set(part, made);
      return made;
    },

    /** An embedder that comes back may have vectors of another length. */
    forget(part: string): void {
      known.delete(part);
    },
  };
}
