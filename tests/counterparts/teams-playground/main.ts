import { parseArgs } from "node:util";
import { readCount } from "../shared/run-main.ts";
import { startPlayground } from "./start-playground.ts";

const USAGE = `Usage: npm run playground [-- [--port 56150] [--as-member]]

Footnote with its sample handbook in Microsoft's Agents Playground, a page that looks like Teams:
a chat of your own, a group chat and a team, without an account. You are Alex, who may give commands;
with --as-member you may not. What was said is gone when it ends.
The playground is Microsoft's, under pre-release terms of its own, and no part of Footnote: it is
installed into your cache the first time, with its telemetry switched off.`;

const say = (text: string) => void process.stdout.write(`${text}\n`);
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());

async function main(): Promise<void> {
  const options = {
    port: { type: "string", default: "56150" },
    "as-member": { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  } as const;
  const { values } = parseArgs({ options });
  if (values.help) return say(USAGE);
  const playground = await startPlayground({
    port: readCount("--port", values.port, 65_535),
    isAdmin: !values["as-member"],
    ...{ say, signal: stop.signal },
  });
  say(`Open ${playground.url} and ask something (stop with Ctrl+C).`);
  await playground.oneEnded;
  if (!stop.signal.aborted) process.stderr.write("One of the two has ended by itself.\n");
  stop.abort();
  await playground.finish();
}

try {
  await main();
} catch (error) {
  if (!stop.signal.aborted) {
    const isUsage = error instanceof TypeError;
    process.stderr.write(`${(error as Error).message}\n${isUsage ? `\n${USAGE}\n` : ""}`);
    process.exitCode = isUsage ? 2 : 1;
  }
}
