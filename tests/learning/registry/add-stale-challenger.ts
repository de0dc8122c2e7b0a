import { encodeSettings } from "../../../src/learning/registry/encode-settings.ts";
import type { Storage } from "../../../src/storage/storage.ts";

export const BECAUSE = "It rests on what has been deleted, erased or taken back since: 1 document.";

/** A version as gates leave it, learned for search by keywords, of which a document is gone by now. */
export async function addStaleChallenger(
  { learning, lineages }: Pick<Storage, "learning" | "lineages">,
  base: string | null = null,
  embedder: { id: string; dimensions: number | undefined } | undefined = undefined,
): Promise<string> {
  const weights = { vector: 0.1, vectorOtherLanguages: 0.1, boosts: { title: 3, proximity: 0.3 } };
  const settings = { embedderId: embedder?.id, dimensions: embedder?.dimensions, weights };
  const made = { kind: "retrieval", createdAt: 1, lineage: { base } } as const;
  const { version } = await learning.add({ ...made, ...encodeSettings(settings) });
  await learning.judge(version, "challenger", { gates: [] });
  const documents = [{ source: "handbook", documentId: "deleted.md" }];
  const of = { answers: [], verified: [], documents };
  await lineages.keep({ subject: version, name: version, madeAt: 1, ...of });
  return version;
}
