import { parseArgs } from "node:util";
import { type CanaryFigures, simulateCanary } from "./simulate-canary.ts";
import { type LikesFigures, simulateLikes } from "./simulate-likes.ts";
import { BETTER, CANARIES, EQUAL } from "./worlds.ts";

const USAGE = `npm run learn:ab -- [--simulations 3000]

How often the test of likes and the canary are wrong, and how long they take to be right: on pretend
votes and answers from known rates, looked at after each one. The same numbers every time.`;

const DEFAULT_SIMULATIONS = "3000";
/** Those who win take longer to draw, and need fewer for a figure. */
const POWER_SHARE = 3;

const { values } = parseArgs({
  options: {
    simulations: { type: "string", default: DEFAULT_SIMULATIONS },
    help: { type: "boolean", default: false },
  },
});
const simulations = Number(values.simulations);
if (values.help || !Number.isInteger(simulations) || simulations < 10) {
  process.stdout.write(`${USAGE}\n`);
  process.exitCode = values.help ? 0 : 2;
} else {
  const fewer = Math.ceil(simulations / POWER_SHARE);
  print(`No difference (${simulations} simulations each)`, [
    "| likes | challenger wins | champion wins | either | peeked z-test |",
    "| --- | --- | --- | --- | --- |",
    ...EQUAL.map((world) => falseRow(simulateLikes(world, simulations))),
  ]);
  print(`A better challenger (${fewer} simulations each)`, [
    "| likes | challenger wins | champion wins | votes of both until then, median | nine in ten |",
    "| --- | --- | --- | --- | --- |",
    ...BETTER.map((world) => powerRow(simulateLikes(world, fewer))),
  ]);
  print(`Canary (${simulations} simulations each)`, [
    "| challenger | rolled back | its answers until then, median | nine in ten |",
    "| --- | --- | --- | --- |",
    ...CANARIES.map((world) => canaryRow(simulateCanary(world, simulations))),
  ]);
}

function print(title: string, lines: string[]): void {
  process.stdout.write(`${title}\n\n${lines.join("\n")}\n\n`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function falseRow({ name, challengerWins, championWins, naiveWins }: LikesFigures): string {
  const either = percent(challengerWins + championWins);
  return `| ${name} | ${percent(challengerWins)} | ${percent(championWins)} | ${either} | ${percent(naiveWins)} |`;
}

function powerRow({ name, challengerWins, championWins, votesToWin }: LikesFigures): string {
  const { median = "", ninetieth = "" } = votesToWin ?? {};
  return `| ${name} | ${percent(challengerWins)} | ${percent(championWins)} | ${median} | ${ninetieth} |`;
}

function canaryRow({ name, rolledBack, answersToRollBack }: CanaryFigures): string {
  const { median = "", ninetieth = "" } = answersToRollBack ?? {};
  return `| ${name} | ${percent(rolledBack)} | ${median} | ${ninetieth} |`;
}
