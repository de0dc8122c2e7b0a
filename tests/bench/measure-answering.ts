import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type ReadPrompt,
  startOpenAiCounterpart,
} from "../counterparts/openai/start-openai-counterpart.ts";
import { type Browser, openBrowser } from "../support/browser.ts";
import { startServing } from "./start-serving.ts";
import { writeSyntheticPages } from "./synthetic-pages.ts";
import { summarize, type Timings } from "./timings.ts";

/** One way of asking; all in milliseconds. */
export interface AnsweringFigures {
  questions: number;
  sentences: number;
  /** From a sentence's last piece leaving the model to the sentence arriving at a browser. */
  visible: Timings;
  /** What an answer takes beside waiting for the model. */
  ownWork: Timings;
  outcomes: Record<string, number>;
}

/** What the child process prints. */
export interface AnsweringReport {
  alone: AnsweringFigures;
  /** Twenty people, each asking again as soon as there is an answer. */
  twentyAtOnce: AnsweringFigures;
  /** Twenty questions in the same instant. */
  burst: AnsweringFigures;
}

/*
 * A process of its own: `measure-answering.ts <folder> [<data folder> <title>…]`. Browsers and model
 * are here, Footnote in a child. A data folder of your own takes the place of synthetic pages; then
 * the titles are what is asked about.
 */
const PEOPLE = 20;
const EACH = 6;
const PAGES = 883;
/** About as long as a small hosted model takes for three sentences. */
const PACE = { firstTokenMs: 500, chunkMs: 60, chunkCharacters: 16 };
const STAGGER_MS = 120;
const [folder = "", dataDir = join(folder, "data"), ...titles] = process.argv.slice(2);

const model = await startOpenAiCounterpart();
model.script({ kind: "answer", text: threeSentences, ...PACE });
const environment = {
  FOOTNOTE_DATA_DIR: dataDir,
  OPENAI_BASE_URL: model.baseUrl,
  OPENAI_API_KEY: "test-key",
  FOOTNOTE_MODEL: "test-writer",
  FOOTNOTE_LOG_LEVEL: "error",
};
const subjects = titles.length > 0 ? titles : await writeSyntheticPages(folder, PAGES, environment);
const serving = await startServing(environment);
const people = Array.from({ length: PEOPLE }, () => openBrowser(serving.url));
let asked = 0;

await everybody((browser) => ask(browser));
const alone: Asked[] = [];
for (const browser of people) alone.push(await ask(browser));
const burst = await everybody((browser) => ask(browser));
const steady = await everybody(async (browser, at) => {
  await sleep(at * STAGGER_MS);
  const answers: Asked[] = [];
  while (answers.length < EACH) answers.push(await ask(browser));
  return answers;
});
await serving.stop();
await model.close();
const report: AnsweringReport = {
  alone: figuresOf(alone),
  twentyAtOnce: figuresOf(steady.flat()),
  burst: figuresOf(burst),
};
process.stdout.write(JSON.stringify(report));

interface Asked {
  arrivals: { at: number; text: string }[];
  answer: { outcome: string; timingsMs: { total: number; model: number } };
}

function everybody<T>(act: (browser: Browser, at: number) => Promise<T>): Promise<T[]> {
  return Promise.all(people.map(act));
}

async function ask(browser: Browser): Promise<Asked> {
  asked += 1;
  const { answerId } = await browser.ask(
    `What does ${subjects[asked % subjects.length]} say? (${asked})`,
  );
  const arrivals: Asked["arrivals"] = [];
  for await (const { at, data } of browser.live(answerId)) {
    if (data.type === "sentence") arrivals.push({ at, text: data.text ?? "" });
    if (data.type === "finished") return { arrivals, answer: data.answer as Asked["answer"] };
  }
  throw new Error("A question got no outcome.");
}

function figuresOf(answers: Asked[]): AnsweringFigures {
  const outcomes: Record<string, number> = {};
  const visible: number[] = [];
  for (const { arrivals, answer } of answers) {
    outcomes[answer.outcome] = (outcomes[answer.outcome] ?? 0) + 1;
    for (const { at, text } of arrivals) {
      const sentAt = whenSent(text, at);
      if (sentAt !== undefined) visible.push(at - sentAt);
    }
  }
  const own = answers.map(({ answer: { timingsMs } }) => timingsMs.total - timingsMs.model);
  return {
    questions: answers.length,
    sentences: visible.length,
    visible: summarize(visible),
    ownWork: summarize(own),
    outcomes,
  };
}

/** Sentences of the first passage as they stand, each with its mark. */
function threeSentences({ passages: [first] }: ReadPrompt): string {
  const text = first?.text ?? "";
  const found = text.match(/[A-Z][^.!?\n[\]*|`]{30,200}\./g) ?? [`${text.slice(0, 80)}.`];
  const sentences = found.slice(0, 3);
  return sentences.map((sentence) => `${sentence.slice(0, -1)} [${first?.n}].`).join(" ");
}

/** When the piece that completed a sentence last left the model, before it arrived. */
function whenSent(shown: string, arrivedAt: number): number | undefined {
  const words = shown
    .replace(/\s*\[\d+\]/g, "")
    .trim()
    .slice(0, -1);
  const times = model.generations.flatMap(({ text, sent }) => {
    const start = text.indexOf(words);
    if (start === -1) return [];
    const end = text.indexOf("].", start) + 2;
    let length = 0;
    for (const piece of sent) {
      length += piece.text.length;
      if (length >= end) return [piece.at];
    }
    return [];
  });
  return times.filter((at) => at <= arrivedAt).sort((a, b) => b - a)[0];
}
