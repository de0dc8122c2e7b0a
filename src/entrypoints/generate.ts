import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(fileURLToPath(new URL("../../.env.example", import.meta.url)), envExample());
}
