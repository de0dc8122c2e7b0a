import type { AdminCommand } from "../admin-command.ts";

/** Further away than this share of its letters, a name is another word. */
const MOST_WRONG = 0.5;

/** The command whose name is most like what was typed; undefined where none is. */
export function nearestCommand(
  words: readonly string[],
  commands: readonly AdminCommand[],
): AdminCommand | undefined {
  const rated = commands.map((command) => {
    const { name, takes } = command;
    // Where nothing has to follow, what follows was meant as a part of the name.
    const more = takes[0] === 0 ? 1 : 0;
    const typed = words
      .slice(0, name.split(" ").length + more)
      .join(" ")
      .toLowerCase()
      .slice(0, 40);
    return { command, wrong: distance(typed, name) / name.length };
  });
  const [best] = rated.sort(
    (a, b) => a.wrong - b.wrong || b.command.name.length - a.command.name.length,
  );
  return best !== undefined && best.wrong <= MOST_WRONG ? best.command : undefined;
}

/** Letters to put in, take out, replace, or swap with their neighbour. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? (beforeLast[j - 2] ?? 0) + 1 : changed;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed, swapped));
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
