import { distance } from "../../text/distance.ts";
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
