import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { LoadFigures } from "../run-load.ts";
import { measurePassages } from "./measure-passages.ts";
import type { Company, Prices } from "./plan-size.ts";
import { printSizes } from "./print-sizes.ts";

/** List prices of AWS in us-east-1 and of Pinecone's Standard plan there, and of a small hosted model. */
const PRICES: Prices = {
  ...{ vcpuHour: 0.04048, gbHour: 0.004445, databaseGbMonth: 0.115 },
  ...{ pineconeGbMonth: 0.33, pineconeMillionReads: 16, pineconeMillionWrites: 4 },
  ...{ millionTokensIn: 0.25, millionTokensOut: 2 },
};
const COMPANY: Company = {
  ...{ employees: 50_000, passages: 10_000_000, questionsPerEmployeeAndDay: 1 },
  ...{ workdaysPerMonth: 21, busiestHour: 0.2, tokensIn: 3_000, tokensOut: 250 },
};
const USAGE = `npm run load -- --json > load.json && npm run sizing -- load.json [--assume '{"employees": 2000}']
                                                   [--prices '{"vcpuHour": 0.03}'] [--fewer 10000] [--more 40000]

What a machine serves and what a company needs, as Markdown: from the figures of a load, and from indexes of two
sizes that it builds. --assume takes ${Object.keys(COMPANY).join(", ")};
--prices takes ${Object.keys(PRICES).join(", ")}, in US dollars.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    assume: { type: "string", default: "{}" },
    prices: { type: "string", default: "{}" },
    fewer: { type: "string", default: "10000" },
    more: { type: "string", default: "40000" },
    help: { type: "boolean", default: false },
  },
});
const [file] = positionals;
if (values.help || file === undefined) {
  process.stdout.write(`${USAGE}\n`);
} else {
  const load: LoadFigures = JSON.parse(readFileSync(file, "utf8"));
  const company = change(COMPANY, values.assume, "--assume");
  const prices = change(PRICES, values.prices, "--prices");
  const passage = await measurePassages(Number(values.fewer), Number(values.more));
  process.stdout.write(printSizes(company, load, passage, prices));
}

function change<Known extends object>(known: Known, json: string, option: string): Known {
  const names = Object.keys(known) as [string, ...string[]];
  const parsed = z.partialRecord(z.enum(names), z.number().positive()).safeParse(JSON.parse(json));
  if (!parsed.success) throw new Error(`${option} takes numbers called ${names.join(", ")}.`);
  return { ...known, ...parsed.data };
}
