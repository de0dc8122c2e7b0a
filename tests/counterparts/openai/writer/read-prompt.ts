import type { ReadPrompt } from "../behaviour.ts";
import { identifyPrompt } from "./prompt-files.ts";

const MARK = /^[ \t]*\[(\d+)\][ \t]*/m;

/** Takes a prompt apart: which of ours it is, the question, the numbered passages. */
export function readPrompt(instructions: string, input: string): ReadPrompt {
  return {
    promptId: identifyPrompt(instructions),
    instructions,
    input,
    question: fenced(input, "question").at(-1) ?? unfencedQuestion(input),
    passages: readPassages(input),
  };
}

/** What stands between each pair of these tags, trimmed. */
export function fenced(input: string, tag: string): string[] {
  const pattern = new RegExp(`<${tag}(?:\\s[^>]*)?>([\\s\\S]*?)</${tag}>`, "g");
  return [...input.matchAll(pattern)].map(([, text = ""]) => text.trim());
}

function readPassages(input: string): ReadPrompt["passages"] {
  const blocks = fenced(input, "passage");
  const found = blocks.length > 0 ? blocks : input.split(/^(?=[ \t]*\[\d+\])/m);
  return found.flatMap((block) => {
    const mark = MARK.exec(block);
    if (mark === null) return [];
    return [{ n: Number(mark[1]), text: block.slice(mark.index + mark[0].length).trim() }];
  });
}

function unfencedQuestion(input: string): string {
  const [, labelled] = /^[ \t]*question:[ \t]*(.+)$/im.exec(input) ?? [];
  if (labelled !== undefined) return labelled.trim();
  const lines = input.split("\n").map((line) => line.trim());
  return lines.findLast((line) => line.endsWith("?")) ?? lines.findLast(Boolean) ?? "";
}

/** The turns of a thread, oldest first. */
export function readTurns(input: string): { role: string; text: string }[] {
  return [...input.matchAll(/<turn role="(\w+)">([\s\S]*?)<\/turn>/g)].map(
    ([, role = "", text = ""]) => ({ role, text: text.trim() }),
  );
}
