import { contentStems } from "../../../../src/text/content-stems.ts";
import { plainText, splitSentences } from "../../../../src/text/split-sentences.ts";
import type { ReadPrompt } from "../behaviour.ts";

/** A sentence of a passage, word for word but without Markdown marks. */
export interface RankedSentence {
  n: number;
  text: string;
  /** How many of the question's words it has, and a little for those its passage has. */
  score: number;
}

/** How much a word of the passage counts beside one of the sentence. */
const PASSAGE_SHARE = 0.3;

/** Every sentence of the passages, those that share most words with the question first. */
export function rankSentences({ question, passages }: ReadPrompt): RankedSentence[] {
  const asked = contentStems(question);
  const sentences = passages.flatMap(({ n, text }) => {
    const around = shared(asked, text) * PASSAGE_SHARE;
    return sentencesOf(text).map((sentence) => {
      const own = shared(asked, sentence);
      return { n, text: sentence, score: own === 0 ? 0 : own + around };
    });
  });
  return sentences.sort((a, b) => b.score - a.score || a.n - b.n);
}

/** A sentence with its mark before the full stop, as the prompt wants it. */
export function cite(sentence: string, n: number): string {
  const [, body = "", stop = ""] = /^(.*?)\s*([.!?。！？]?)[:;,.]*$/su.exec(sentence.trim()) ?? [];
  return `${body} [${n}]${stop === "" ? "." : stop}`;
}

function sentencesOf(passage: string): string[] {
  return splitSentences(passage)
    .filter(({ kind }) => kind !== "heading" && kind !== "code")
    .map(({ text }) => plainText(text).replace(/\s+/g, " "));
}

function shared(asked: ReadonlySet<string>, text: string): number {
  const stems = contentStems(text);
  return [...asked].filter((stem) => stems.has(stem)).length;
}
