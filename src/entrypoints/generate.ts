import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describeAbilities } from "../chat/chat-abilities.ts";
import { slackAbilities } from "../chat/slack/abilities.ts";
import { teamsAbilities } from "../chat/teams/abilities.ts";
import { webAbilities } from "../chat/web/abilities.ts";
import { configSchema } from "../config.ts";
import { describeDataMap } from "../privacy/describe-data-map.ts";
import { describeKinds } from "../storage/privacy/privacy-store.ts";
import { RETENTION_VARIABLES, retentionVariables } from "../variables/retention-variables.ts";
import { describeConfiguration } from "./describe-configuration.ts";

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

const MAP_BEGINS = "<!-- The data map, by `npm run generate`. -->\n\n";
const MAP_ENDS = "\n<!-- Its end. -->";

/** SECURITY.md with the data map as the kinds of data and the schema of variables have it. */
export function withDataMap(text: string): string {
  const [before = "", rest = ""] = text.split(MAP_BEGINS);
  const [, after = ""] = rest.split(MAP_ENDS);
  const variables = Object.entries(RETENTION_VARIABLES).map(([kept, name]) => [
    kept,
    { name, days: retentionVariables[name].parse(undefined) },
  ]);
  const map = describeDataMap(describeKinds(), Object.fromEntries(variables));
  return before + MAP_BEGINS + map + MAP_ENDS + after;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = new URL("../../", import.meta.url);
  await writeFile(fileURLToPath(new URL(".env.example", root)), envExample());
  const configuration = fileURLToPath(new URL("docs/configuration.md", root));
  await writeFile(configuration, describeConfiguration());
  const security = fileURLToPath(new URL("SECURITY.md", root));
  await writeFile(security, withDataMap(await readFile(security, "utf8")));
  await writeFile(fileURLToPath(new URL("docs/chat-platforms.md", root)), chatPlatforms());
}
