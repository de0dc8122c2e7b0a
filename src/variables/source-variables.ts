import { z } from "zod";

const variable = (description: string) => z.string().optional().describe(description);
const instead = "for `sources add` without --secret-file, which keeps it encrypted";

/** What the environment may offer for sources: their secrets, and the apps that ask for access. */
export const sourceVariables = {
  NOTION_TOKEN: variable(`Token of a Notion connection ${instead}.`),
  NOTION_CLIENT_ID: variable("Client id of a public Notion connection, for `--oauth`."),
  NOTION_CLIENT_SECRET: variable("Its client secret."),
  GOOGLE_DRIVE_CREDENTIALS: variable(
    `Key of a Google service account, the JSON as downloaded, ${instead}.`,
  ),
  GOOGLE_CLIENT_ID: variable("Client id of a Google OAuth app, for `--oauth`."),
  GOOGLE_CLIENT_SECRET: variable("Its client secret."),
  CONFLUENCE_API_TOKEN: variable(`API token of an Atlassian account ${instead}.`),
  CONFLUENCE_CLIENT_ID: variable("Client id of an Atlassian OAuth 2.0 app, for `--oauth`."),
  CONFLUENCE_CLIENT_SECRET: variable("Its client secret."),
} as const;

export type SourceVariable = keyof typeof sourceVariables;

/** The values among all that were read. */
export function pickSourceVariables(
  values: Partial<Record<SourceVariable, string | undefined>>,
): Partial<Record<string, string>> {
  const names = Object.keys(sourceVariables) as SourceVariable[];
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}
