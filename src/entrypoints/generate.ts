import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describeAbilities } from "../chat/chat-abilities.ts";
import { slackAbilities } from "../chat/slack/abilities.ts";
import { teamsAbilities } from "../chat/teams/abilities.ts";
import { webAbilities } from "../chat/web/abilities.ts";
import { configSchema } from "../config.ts";

const HEAD =
  "# Generated from the schema in src/config.ts by `npm run generate`. Everything is optional.\n" +
  "# Footnote reads the environment, not this file: `node --env-file` or your service manager can.\n";

/** `.env.example`: every variable with its meaning and default. */
export function envExample(): string {
  const variables = Object.entries(configSchema.shape).map(([name, schema]) => {
    const value = schema.parse(undefined) ?? "";
    return `\n# ${schema.description}\n# ${name}=${value}\n`;
  });
  return HEAD + variables.join("");
}

/** `docs/chat-platforms.md`: what each chat platform can do, and how they differ. */
export function chatPlatforms(): string {
  return describeAbilities({
    Slack: slackAbilities,
    "Microsoft Teams": teamsAbilities,
    "Web chat": webAbilities,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = new URL("../../", import.meta.url);
  await writeFile(fileURLToPath(new URL(".env.example", root)), envExample());
  await writeFile(fileURLToPath(new URL("docs/chat-platforms.md", root)), chatPlatforms());
}
