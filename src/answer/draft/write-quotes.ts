import type { Writer } from "../../models/models.ts";
import { checkQuotes } from "./check-quotes.ts";
import type { SupportedSentence } from "./cite.ts";
import { weighConflict } from "./conflict/weigh-conflict.ts";
import { detectReadings } from "./detect-readings.ts";
import { type DraftRun, type Written, writeRequest } from "./draft-run.ts";
import { preferNewer } from "./prefer-newer.ts";
import { splitDraft } from "./split-draft.ts";

/**
 * An answer made of quotes. All of it is there at once, so it is weighed as a whole before any of it
 * is shown; what a run before this one has shown is not said again.
 */
export async function writeQuotes(run: DraftRun, writer: Writer): Promise<Written> {
  const started = performance.now();
  let text = "";
  for await (const piece of writer.write(writeRequest(run), run.signal)) text += piece;
  run.wrote(performance.now() - started, false);
  const checked = checkQuotes(splitDraft(text), run.passages, run.mask);
  for (const { text: dropped, reason } of checked.dropped) run.drop(dropped, reason);
  const support = run.judge(checked.supported);
  const newest = preferNewer(run.question, checked.supported, run.passages);
  const choices = detectReadings(
    run.searchedFor,
    run.passages,
    newest.sentences.flatMap((sentence) => sentence.passages),
  );
  const isEnough = newest.sentences.length > 0 && support.score >= support.threshold;
  if (!isEnough && run.citer.isEmpty) return { outcome: "not-found", choices: [], support };
  if (choices.length > 0 && run.citer.isEmpty) return { outcome: "clarify", choices, support };
  if (isEnough) {
    // Of two dated pages the newer one has been preferred already.
    const weighed = newest.warnings.length > 0 ? newest : withBothSides(newest.sentences, run);
    const rest = weighed.sentences.filter(({ text: own }) => !run.citer.has(own));
    // After what a model wrote, quotes stand by themselves.
    const before = run.citer.isEmpty ? undefined : "\n\n";
    for (const [at, sentence] of rest.entries())
      run.show(at === 0 ? { ...sentence, before } : sentence);
    run.warn(weighed.warnings);
  }
  return { outcome: "answered", choices: [], support };
}

/** The same when the writer is away: what can be quoted, whatever else the question may mean. */
export async function degradeToQuotes(run: DraftRun, fallback: Writer): Promise<Written> {
  // A model was waited for in vain.
  const passages = [...(await run.readable())];
  const written = await writeQuotes({ ...run, passages }, fallback);
  return written.outcome === "answered" ? { ...written, outcome: "degraded" } : written;
}

/** Where documents disagree, what both of them say in the place of all that say the same. */
function withBothSides(sentences: SupportedSentence[], run: DraftRun) {
  const { warnings, sides } = weighConflict(run, sentences);
  if (sides.length === 0) return { sentences, warnings };
  const both = sides.flatMap(({ sentence: side, isTold }) => {
    const own = sentences.filter(({ passages }) => passages.some((p) => side.passages.includes(p)));
    return isTold ? own : [...own, side];
  });
  return { sentences: both, warnings };
}
