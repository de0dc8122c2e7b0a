import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import type { App } from "../../../app.ts";
import { evaluateJudge, type ResponseScores } from "../../../evaluation/judge/evaluate-judge.ts";
import type { CheckSentence } from "../../../evaluation/judge/rate-with-model.ts";
import { commandConfig, printJson, userPath, withApp } from "../command-context.ts";

/** `eval judge`: needs no index, and no network unless FOOTNOTE_CHECK_MODEL names a model that checks. */
export function addEvaluateJudgeCommand(evaluate: Command): void {
  evaluate
    .command("judge")
    .description("our scores of answers against people's ratings: responses.jsonl")
    .argument("<dir>")
    .option("--out <out.jsonl>", "write each response's scores, features and ratings")
    .option("--json", "print JSON, which it does in any case")
    .action(async (directory: string, options: { out?: string }) => {
      const target = options.out === undefined ? undefined : userPath(options.out);
      // Emptied first: a path that cannot be written to is known before the work.
      if (target !== undefined) await writeFile(target, "");
      const scored: ResponseScores[] = [];
      const onResponse = (scores: ResponseScores) => scored.push(scores);
      const judge = (checkSentence?: CheckSentence) =>
        evaluateJudge(userPath(directory), { onResponse, checkSentence });
      const hasChecker = commandConfig().model?.checkModel !== undefined;
      const report = await (hasChecker ? withApp((app) => judge(modelCheck(app))) : judge());
      const lines = scored.map((scores) => `${JSON.stringify(scores)}\n`);
      if (target !== undefined) await writeFile(target, lines.join(""));
      printJson(report);
    });
}

/** Each sentence 1 or 0, as the model that checks sees it. */
function modelCheck({ answering }: App): CheckSentence | undefined {
  const { checkSentence } = answering;
  if (checkSentence === undefined) return undefined;
  const { signal } = new AbortController();
  return async (sentence, passages) => {
    const shown = passages.map((text, at) => {
      return { n: at + 1, title: "", headings: [], path: "", text, score: 1 };
    });
    const options = { signal, onUsage: () => undefined };
    return (await checkSentence(sentence, shown, options)).supported ? 1 : 0;
  };
}
