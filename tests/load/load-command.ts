import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { planLoad } from "./load-plan.ts";
import { printFigures } from "./print-figures.ts";
import { runLoad } from "./run-load.ts";

const USAGE = `npm run load -- [--ask 50] [--answer 22] [--seconds 30] [--workspaces 30] [--workers 64]
                 [--profile FOLDER] [--json]

Asks at every door of one Footnote by turns, with pretend vendors on this machine: --answer questions a
second, to see them answered, then --ask a second for half of --seconds, to see how fast they are
acknowledged while they pile up; each beside the same asked of a bare queue that echoes. Nothing leaves this machine.`;

const { values } = parseArgs({
  options: {
    ask: { type: "string" },
    answer: { type: "string" },
    seconds: { type: "string" },
    workspaces: { type: "string" },
    workers: { type: "string" },
    profile: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  process.stdout.write(`${USAGE}\n`);
} else {
  const before = loadavg()[0] ?? 0;
  const profiling = values.profile ? ["--cpu-prof", `--cpu-prof-dir=${values.profile}`] : [];
  const figures = await runLoad(planLoad(values), profiling);
  if (values.json) process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
  else printFigures(figures, before);
}
