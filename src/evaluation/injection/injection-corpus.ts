import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sealedText } from "./judge-attack.ts";
import { hostDocument, type PlacedAttack, type PlacedDocument } from "./place-attack.ts";
import { poisonDocuments, rightDocument } from "./poison-question.ts";
import type { CleanContext, InjectionData, PoisonedQuestion } from "./read-injection-data.ts";

/** A document and the groups that may read it; whoever asks holds one group and nothing else. */
interface CorpusDocument extends PlacedDocument {
  readers: string[];
}

/** Nobody asks as a member of it. */
const VAULT = "group:vault";
const NAMED = "named";

/** Every document of the evaluation, with the groups of those whose questions it is there for. */
export function injectionCorpus(
  data: InjectionData,
  placed: readonly PlacedAttack[],
): CorpusDocument[] {
  const guests = Map.groupBy(
    placed.filter(({ readsHost }) => readsHost),
    ({ host }) => host.id,
  );
  return [
    ...data.contexts.flatMap((context) => {
      const readers = guests.get(context.id)?.map(({ group }) => group) ?? [];
      // Found by the same words as the page that may be read.
      const text = `${context.question}\n\n${sealedText(context.id)}.`;
      return [
        { ...hostDocument(context), readers: [cleanGroup(context), ...readers] },
        { id: `vault-${context.id}`, title: "Sealed", text, readers: [VAULT] },
      ];
    }),
    ...data.attacks.flatMap(({ id, system_or_task: text }) =>
      text === undefined ? [] : [{ id: `told-${id}`, title: "Told", text, readers: [VAULT] }],
    ),
    ...placed.flatMap(({ documents, group }) =>
      documents.map((document) => ({ ...document, readers: [group] })),
    ),
    ...data.poisoned.flatMap((one) => {
      const [alone, beside] = [poisonGroup(one, false), poisonGroup(one, true)];
      return [
        ...poisonDocuments(one).map((document) => ({ ...document, readers: [alone, beside] })),
        { ...rightDocument(one), readers: [beside] },
      ];
    }),
  ];
}

export const cleanGroup = ({ id }: CleanContext) => groupOf("clean", id);
export const poisonGroup = ({ id }: PoisonedQuestion, hasRight: boolean) =>
  groupOf(hasRight ? "beside" : "alone", id);

function groupOf(kind: string, id: string): string {
  return `group:${kind}-${Buffer.from(id).toString("hex")}`;
}

/** A folder of documents: one JSON line each, and a file of its own for each that has a name. */
export async function writeCorpus(
  folder: string,
  documents: readonly CorpusDocument[],
): Promise<void> {
  const lines = documents
    .filter(({ fileName }) => fileName === undefined)
    .map(({ id, title, text, readers }) =>
      JSON.stringify({ _id: id, title, text, readableBy: readers }),
    );
  await writeFile(join(folder, "corpus.jsonl"), `${lines.join("\n")}\n`);
  const rules: string[] = [];
  let made = 0;
  for (const { fileName, title, text, readers } of documents) {
    if (fileName === undefined) continue;
    // Two attacks may have one name.
    const path = `${NAMED}/${made}`;
    made += 1;
    await mkdir(join(folder, path), { recursive: true });
    await writeFile(join(folder, path, fileName), `# ${title}\n\n${text}\n`);
    rules.push(`${JSON.stringify(`${path}/**`)}: ${JSON.stringify(readers)}\n`);
  }
  if (rules.length > 0) await writeFile(join(folder, "_access.yaml"), rules.join(""));
}
