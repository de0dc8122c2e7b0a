import type { Kept, KindDescription } from "../storage/ports/privacy-storage.ts";

/** What lies beside the state; whose it is, until when, how it goes. */
const FILES = [
  [
    "`index.sqlite`",
    "passages, keywords, vectors of the documents",
    "the company",
    "their document goes",
    "nothing: change it at the source",
  ],
  [
    "at Pinecone, where the index is there",
    "vectors of passages, weights of hashed words, names of sources, numbers of access lists",
    "the company",
    "their document goes",
    "nothing: change it at the source",
  ],
  [
    "`erasures.jsonl`",
    "that people were erased: salted hashes of their ids and addresses",
    "whoever was erased",
    "removed by hand",
    "nothing: it is what erases again after `restore`",
  ],
  [
    "`secret.key`",
    "the key that tokens are encrypted with, unless `FOOTNOTE_SECRET_KEY` is set",
    "the company",
    "removed by hand",
    "nothing",
  ],
  [
    "`evaluations/`",
    "indexes of `eval` runs",
    "the company",
    "removed by hand",
    "nothing: delete the folder",
  ],
  [
    "`*.before-restore-*`",
    "what a restore put aside, beside the data folder",
    "everybody in it",
    "removed by hand",
    "nothing: `privacy erase` names the folders, delete them",
  ],
] as const;

/** A table in Markdown: where, what, whose, until when, and what an erasure does with it. */
export function describeDataMap(
  kinds: readonly KindDescription[],
  variables: Readonly<Record<Kept, { name: string; days: number }>>,
): string {
  const rows = kinds.map((kind) => [
    kind.tables.map((table) => `\`${table}\``).join(", ") || "see there",
    `**${kind.name}**: ${kind.what}`,
    kind.whose,
    describeUntil(kind, variables),
    kind.erased,
  ]);
  const head = ["where", "what", "whose", "until", "`privacy erase`"];
  const table = [head, head.map(() => "---"), ...rows, ...FILES];
  return table.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

function describeUntil(
  { until }: KindDescription,
  variables: Readonly<Record<Kept, { name: string; days: number }>>,
): string {
  if (typeof until === "string") return until;
  if ("kept" in until) {
    const { name, days } = variables[until.kept];
    return `${days} days (\`${name}\`)`;
  }
  if (until.fixedDays === 0) return "it has expired";
  return until.fixedDays === 1 ? "a day" : `${until.fixedDays} days`;
}
