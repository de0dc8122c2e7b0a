import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/** A question with the documents that answer it; none where nothing does. */
export interface DemoQuestion {
  text: string;
  gold: string[];
}

export interface DemoSet {
  name: string;
  /** What the `files` connector reads. */
  corpus: string;
  questions: DemoQuestion[];
}

const HANDBOOK = resolve(import.meta.dirname, "../../../examples/handbook");

/** The sample handbook with the questions that come with it. */
export async function handbookSet(): Promise<DemoSet> {
  const lines = await readLines(`${HANDBOOK}-questions.jsonl`);
  const questions = lines.map((line) => ({
    text: String(line.question),
    gold: line.answerable === true ? (line.doc_ids as string[]) : [],
  }));
  return { name: "handbook", corpus: HANDBOOK, questions };
}

/**
 * A folder with `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`. With languages, the questions are those of the sibling
 * folders, asked of this one's documents: ids there differ by the language that they begin with.
 */
export async function evaluationSet(folder: string, languages: string[]): Promise<DemoSet> {
  const corpus = resolve(folder);
  if (!existsSync(join(corpus, "corpus.jsonl"))) {
    throw new Error(`${corpus} holds no corpus.jsonl: give a folder with corpus, queries, qrels.`);
  }
  const own = basename(corpus);
  const asked = languages.length === 0 ? [own] : languages;
  const questions: DemoQuestion[] = [];
  for (const language of asked) {
    const from = language === own ? corpus : join(dirname(corpus), language);
    const gold = await readGold(join(from, "qrels.tsv"), (id) =>
      language === own ? id : id.replace(new RegExp(`^${language}-`), `${own}-`),
    );
    for (const { _id, text } of await readLines(join(from, "queries.jsonl"))) {
      questions.push({ text: String(text), gold: gold.get(String(_id)) ?? [] });
    }
  }
  const foreign = languages.length === 0 ? "" : `, asked in ${languages.join(", ")}`;
  const name = `${languages.length === 0 ? "" : `${basename(dirname(corpus))}/`}${own}${foreign}`;
  return { name, corpus: join(corpus, "corpus.jsonl"), questions };
}

async function readGold(file: string, idOf: (id: string) => string) {
  const gold = new Map<string, string[]>();
  for (const row of (await readFile(file, "utf8")).trim().split("\n").slice(1)) {
    const [query = "", document = "", score] = row.split("\t");
    if (Number(score) > 0) gold.set(query, [...(gold.get(query) ?? []), idOf(document)]);
  }
  return gold;
}

async function readLines(file: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(file, "utf8");
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));
}
