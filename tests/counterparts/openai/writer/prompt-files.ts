import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { words } from "../../../../src/text/tokenize.ts";

const FOLDER = join(import.meta.dirname, "../../../../prompts");
const FILE = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;
const ALIKE = 0.7;

interface PromptFile {
  id: string;
  instructions: string;
  words: ReadonlySet<string>;
}

/** The id of the prompt file whose instructions these are, a changed word or two forgiven. */
export function identifyPrompt(instructions: string): string | undefined {
  const said = normal(instructions);
  if (said === "") return undefined;
  const files = readPromptFiles();
  const same = files.find((file) => file.instructions === said);
  if (same !== undefined) return same.id;
  const spoken = new Set(words(said));
  const ranked = files
    .map((file) => ({ id: file.id, likeness: likeness(file.words, spoken) }))
    .sort((a, b) => b.likeness - a.likeness);
  const [best] = ranked;
  return best !== undefined && best.likeness >= ALIKE ? best.id : undefined;
}

let known: PromptFile[] | undefined;

function readPromptFiles(): PromptFile[] {
  known ??= globSync("*.md", { cwd: FOLDER })
    .sort()
    .flatMap((name) => {
      const [, front, body] = FILE.exec(readFileSync(join(FOLDER, name), "utf8")) ?? [];
      if (front === undefined || body === undefined) return [];
      const instructions = normal(section(body, "Instructions"));
      const named: unknown = parse(front)?.id;
      const id = typeof named === "string" ? named : basename(name, ".md");
      return [{ id, instructions, words: new Set(words(instructions)) }];
    });
  return known;
}

function section(body: string, title: string): string {
  const [, after = ""] = body.split(new RegExp(`^# ${title}$`, "m"));
  return after.split(/^# /m)[0] ?? "";
}

function normal(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.max(1, a.size + b.size - shared);
}
