import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createApp } from "../../../src/app.ts";
import { readConfig } from "../../../src/config.ts";
import { type DemoSet, evaluationSet, handbookSet } from "./demo-set.ts";
import { drawCircle } from "./draw-circle.ts";
import { type Circle, runCircle } from "./run-circle.ts";

const USAGE = `npm run learn:demo -- [--data DIR …] [--asked-in de,es] [--picture FILE.svg] [--json]

The whole circle on the sample handbook, and on each folder given with corpus.jsonl, queries.jsonl and
qrels.tsv: questions are asked, pretend people vote (15 % of it wrong), retrieval is tuned, judged by the gates,
tried on a share of the threads, promoted and taken back. --asked-in asks the questions of the folders beside
DIR, of the same documents in other languages. --picture draws
the curves of the last set. Works in learn-demo below FOOTNOTE_DATA_DIR, begun anew each time.`;

const { values } = parseArgs({
  options: {
    data: { type: "string", multiple: true, default: [] },
    "asked-in": { type: "string", default: "" },
    picture: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(`${USAGE}\n`);
else {
  const languages = values["asked-in"].split(",").filter((one) => one !== "");
  const circles: Circle[] = [];
  for (const read of [handbookSet, ...values.data.map((d) => () => evaluationSet(d, languages))]) {
    circles.push(await demonstrate(await read()));
  }
  const last = circles.at(-1);
  if (values.picture !== undefined && last !== undefined) {
    await writeFile(values.picture, drawCircle(last));
  }
  if (values.json) process.stdout.write(`${JSON.stringify(circles, null, 2)}\n`);
  else process.stdout.write(`${[...tableOf(circles), "", ...cellsOf(circles)].join("\n")}\n`);
}

async function demonstrate(set: DemoSet): Promise<Circle> {
  const config = readConfig({ logLevel: "silent" });
  const dataDir = join(config.dataDir, "learn-demo");
  await rm(dataDir, { recursive: true, force: true });
  const index = { first: "sqlite", pinecone: undefined } as const;
  const app = await createApp({ ...config, dataDir, postgres: undefined, index });
  try {
    return await runCircle(set, app, (line) => process.stderr.write(`${set.name}: ${line}\n`));
  } finally {
    await app.close();
  }
}

function tableOf(circles: readonly Circle[]): string[] {
  return [
    "| set | questions | liked | corrected | gates | trial | planted bad version |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...circles.map(({ set, questions, asked, report, trial, planted }) => {
      const stopped = report.gates.find(({ passed }) => !passed);
      const gates = stopped ? `stopped by ${stopped.gate}: ${stopped.reason}` : "passed all";
      const answers = planted.points.at(-1)?.answers ?? 0;
      return `| ${set} | ${questions} | ${asked.liked} of ${asked.answers} | ${asked.corrected} | ${gates} | ${trial?.verdict ?? "none"} | ${planted.verdict} after ${answers} answers |`;
    }),
  ];
}

/** Neither, tuning, retrieval, both: a language model tuned, or answering without documents, is not to be had here. */
function cellsOf(circles: readonly Circle[]): string[] {
  const notRun = "not run: needs a language model";
  return [
    "| set | neither | language model tuned | documents | documents, and retrieval tuned | both, with a language model tuned |",
    "| --- | --- | --- | --- | --- | --- |",
    ...circles.map(({ set, report }) => {
      const figures = (name: string) => report.gates.find(({ gate }) => gate === name)?.figures;
      const [found, answered] = [figures("retrieval"), figures("answers")];
      const cell = (which: "champion" | "challenger") => {
        const right = answered?.[`${which}Right`];
        return found === undefined
          ? "not measured: too few labels"
          : `nDCG@10 ${found[which]}${right === undefined ? "" : `, ${right} answered rightly`}`;
      };
      return `| ${set} | ${notRun} | ${notRun} | ${cell("champion")} | ${cell("challenger")} | ${notRun} |`;
    }),
  ];
}
