import { parseArgs } from "node:util";
import { seedCompany } from "./seeds/seed-company.ts";
import { seedPages } from "./seeds/seed-pages.ts";
import { startNotionCounterpart } from "./start-notion-counterpart.ts";

const USAGE = `Usage: main.ts [--port 4020] [--token ntn_test] [--pages 0]

A local stand-in for Notion's API with a small company in it, and more pages with --pages.
POST /_control/do changes it: {"do": "edit", "id": "…", "text": "…"}, and create, rename, move,
share, restrict, inherit, trash, restore, delete, misbehave, allow, renew-token, advance.`;

const DEFAULT_PORT = "4020";

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: DEFAULT_PORT },
      token: { type: "string", default: "ntn_test" },
      pages: { type: "string", default: "0" },
    },
  });
  const counterpart = await startNotionCounterpart({
    port: readCount("--port", values.port, 65_535),
    token: values.token,
  });
  const { handbook, board } = seedCompany(counterpart.world.workspace);
  const pages = readCount("--pages", values.pages, 100_000);
  if (pages > 0) seedPages(counterpart.world.workspace, { pages });
  process.stdout.write(
    `${[
      `API       ${counterpart.apiUrl}`,
      `Token     ${values.token}`,
      `Handbook  ${handbook}`,
      `Board     ${board}`,
      "Stop with Ctrl+C",
    ].join("\n")}\n`,
  );
  const stop = () => void counterpart.close();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function readCount(option: string, value: string, most: number): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 0 && count <= most) return count;
  throw new TypeError(`${option} ${value} is not usable: give a number from 0 to ${most}`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  const reason = taken ? "The port is taken: give another with --port" : (error as Error).message;
  process.stderr.write(`${reason}\n\n${USAGE}\n`);
  process.exitCode = error instanceof TypeError ? 2 : 1;
}
