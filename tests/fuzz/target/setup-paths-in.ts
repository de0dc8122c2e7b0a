import type { Target } from "./start-target.ts";

/** Where the links lead that Footnote has given to adam in Slack, the newest first. */
export function setupPathsIn({ slack }: Pick<Target, "slack">): string[] {
  const said = [...slack.world.channels.values()].flatMap(({ messages, ephemeral }) => [
    ...messages,
    ...ephemeral,
  ]);
  const paths = said.flatMap(
    (message) => JSON.stringify(message).match(/\/setup\/[\w-]{43}/g) ?? [],
  );
  return [...new Set(paths)].reverse();
}
