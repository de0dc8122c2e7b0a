import type { LoadFigures } from "../run-load.ts";
import type { PassageFigures } from "./measure-passages.ts";
import {
  answersPerProcess,
  BUSY_SHARE,
  type Company,
  type Prices,
  passagesWithin,
  planSize,
} from "./plan-size.ts";

/** What a search may take of the time in which people expect an answer, ms. */
const SEARCH_LIMIT_MS = 300;
/** What the smallest machine has for Footnote. */
const SMALL_MACHINE_MB = 2_000;

type Row = [what: string, figure: string];

/** Three tables of Markdown: what was measured, one small machine, the company. */
export function printSizes(
  company: Company,
  load: LoadFigures,
  passage: PassageFigures,
  prices: Prices,
): string {
  const plan = planSize(company, load, passage, prices);
  const { steady } = load;
  const bySearch = passagesWithin(SEARCH_LIMIT_MS, passage.passages, passage.searchP95Ms);
  const byMemory = passagesWithin(
    SMALL_MACHINE_MB - steady.peakMegabytes,
    passage.passages,
    passage.megabytes,
  );
  const usd = plan.usdPerMonth;
  return [
    table("Measured", [
      ["CPU of a question", `${steady.cpuMsPerQuestion.toFixed(0)} ms`],
      ["of it in the main thread", `${steady.mainMsPerQuestion.toFixed(0)} ms`],
      ["memory at most", `${steady.peakMegabytes.toFixed(0)} MB`],
      ["a passage in index.sqlite", `${count(passage.indexFileBytes)} bytes`],
      ["a passage in Postgres", `${count(passage.postgresBytes)} bytes`],
      ["a passage at Pinecone, dense", `${count(passage.pineconeDenseBytes)} bytes`],
      ["a passage at Pinecone, sparse", `${count(passage.pineconeSparseBytes)} bytes`],
      ...passage.passages.map(
        (passages, at): Row => [
          `searching ${count(passages)} passages, p95; memory`,
          `${(passage.searchP95Ms[at] ?? 0).toFixed(0)} ms; ${(passage.megabytes[at] ?? 0).toFixed(0)} MB`,
        ],
      ),
    ]),
    table("One small machine: two cores, 2 GB, everything embedded", [
      ["answers a second", answersPerProcess(load).toFixed(0)],
      [
        "people, at these assumptions",
        count((company.employees * answersPerProcess(load)) / plan.peakPerSecond),
      ],
      ["passages until a search takes 300 ms", about(bySearch)],
      ["passages until memory is full", about(byMemory)],
    ]),
    table(`${count(company.employees)} employees, ${count(company.passages)} passages`, [
      ["questions a month", count(plan.questionsPerMonth)],
      ["questions a second in the busiest hour", plan.peakPerSecond.toFixed(1)],
      ["processes", String(plan.processes)],
      ["Postgres", `${plan.postgresGb.toFixed(0)} GB`],
      ["Pinecone", `${plan.pineconeGb.toFixed(0)} GB`],
      ["read units a question", plan.readsPerQuestion.toFixed(0)],
      ["searches a second until they are used up", plan.pineconeSearchesPerSecond.toFixed(0)],
      ["tokens a minute in the busiest hour", count(plan.tokensPerMinute)],
      ["USD a month: processes", count(usd.processes)],
      ["USD a month: Postgres", count(usd.postgres)],
      ["USD a month: Pinecone", count(usd.pinecone)],
      ["USD a month: model", count(usd.model)],
      ["**USD a month**", `**${count(usd.all)}**`],
      ["USD once, to fill Pinecone", count(plan.usdToFill)],
    ]),
    `Assumed: ${inWords(company)}; no process busy for more than ${100 * BUSY_SHARE} % of the time.\n`,
    `Prices, USD: ${inWords(prices)}.\n`,
  ].join("\n");
}

function table(title: string, rows: readonly Row[]): string {
  const lines = rows.map(([what, figure]) => `| ${what} | ${figure} |`);
  return [`### ${title}\n`, "|  |  |", "| --- | --- |", ...lines, ""].join("\n");
}

function count(number: number): string {
  return Math.round(number).toLocaleString("en");
}

/** What lies beyond the sizes that were measured is said in round numbers. */
function about(number: number): string {
  return Number.isFinite(number) ? `about ${count(Number(number.toPrecision(1)))}` : "not measured";
}

function inWords(figures: Company | Prices): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${value.toLocaleString("en", { maximumFractionDigits: 6 })}`)
    .join(", ");
}
