import { parseArgs } from "node:util";
import { readCount, runMain } from "../shared/run-main.ts";
import { startPineconeCounterpart } from "./start-pinecone-counterpart.ts";

const USAGE = `Usage: main.ts [--port 4050] [--shown-after-ms 400] [--rate-limited 0] [--server-errors 0] [--cut 0]

A local stand-in for Pinecone (serverless indexes, API 2026-04) that shows writes late, and refuses what
Pinecone would; of 100 requests so many as given are throttled, fail or have their connection cut.`;

async function main(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: "4050" },
      "shown-after-ms": { type: "string", default: "400" },
      "rate-limited": { type: "string", default: "0" },
      "server-errors": { type: "string", default: "0" },
      cut: { type: "string", default: "0" },
    },
  });
  const share = (option: "rate-limited" | "server-errors" | "cut") =>
    readCount(`--${option}`, values[option], 100) / 100;
  const counterpart = await startPineconeCounterpart({
    port: readCount("--port", values.port, 65_535),
    shownAfterMs: readCount("--shown-after-ms", values["shown-after-ms"], 600_000),
    faults: {
      rateLimited: share("rate-limited"),
      serverError: share("server-errors"),
      cut: share("cut"),
    },
  });
  const lines = [
    `FOOTNOTE_INDEX=pinecone PINECONE_API_KEY=${counterpart.apiKey} PINECONE_CONTROLLER_URL=${counterpart.url}`,
    "Stop with Ctrl+C",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return counterpart;
}

await runMain(USAGE, main);
