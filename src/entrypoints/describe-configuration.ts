import { z } from "zod";
import { configSchema, isSecretName } from "../config.ts";
import { databaseVariables } from "../variables/database-variables.ts";
import { groupVariables } from "../variables/group-variables.ts";
import { indexVariables } from "../variables/index-variables.ts";
import { limitVariables } from "../variables/limit-variables.ts";
import { mlflowVariables } from "../variables/mlflow-variables.ts";
import { modelVariables } from "../variables/model-variables.ts";
import { parametersVariable } from "../variables/parameters-variable.ts";
import { retentionVariables } from "../variables/retention-variables.ts";
import { secretKeyVariables } from "../variables/secret-key-variables.ts";
import { signInVariables } from "../variables/sign-in-variables.ts";
import { slackVariables } from "../variables/slack-variables.ts";
import { sourceVariables } from "../variables/source-variables.ts";
import { sqsVariables } from "../variables/sqs-variables.ts";
import { teamsVariables } from "../variables/teams-variables.ts";
import { telemetryVariables } from "../variables/telemetry-variables.ts";
import { trainingVariables } from "../variables/training-variables.ts";

const SECTIONS: readonly [title: string, variables: object][] = [
  ["Who may open the web chat", signInVariables],
  ["Where the state is kept", databaseVariables],
  ["Where the index is kept", indexVariables],
  ["Models", modelVariables],
  ["Training language models", { ...trainingVariables, ...mlflowVariables }],
  ["Slack", slackVariables],
  ["Microsoft Teams", teamsVariables],
  ["Sources", sourceVariables],
  ["Groups of sources", groupVariables],
  ["The key of secrets", secretKeyVariables],
  ["Limits", limitVariables],
  ["How long things are kept", retentionVariables],
  ["Metrics and traces", telemetryVariables],
  ["On Lambda", { ...sqsVariables, FOOTNOTE_PARAMETERS: parametersVariable }],
];

const HEAD = `# Configuration

<!-- Generated from the schema in src/config.ts by \`npm run generate\`. -->

Footnote is configured by its environment alone, read once at its start; there are no other settings, and no switches for
features. Everything is optional, an empty value counts as not set, and what is not usable ends the start with a sentence
that names the variable. [.env.example](../.env.example) has the same to be copied. What is marked as secret is taken out of
logs and messages.
`;

/** `docs/configuration.md`: every variable, by what it is about. */
export function describeConfiguration(): string {
  const inSections = new Set(SECTIONS.flatMap(([, variables]) => Object.keys(variables)));
  const rest = Object.keys(configSchema.shape).filter((name) => !inSections.has(name));
  const sections = SECTIONS.map(([title, variables]) => describe(title, Object.keys(variables)));
  return [HEAD, describe("In general", rest), ...sections].join("\n");
}

function describe(title: string, names: string[]): string {
  const rows = names.map((name) => {
    const schema = configSchema.shape[name as keyof typeof configSchema.shape];
    const value = schema.parse(undefined) ?? "";
    const initially = `${value}` === "" ? "–" : `\`${value}\``;
    const meaning = `${schema.description ?? ""}${isSecretName(name) ? " _Secret._" : ""}`;
    return [`\`${name}\``, describeValues(schema), initially, meaning.replaceAll("|", "\\|")];
  });
  const head = ["variable", "values", "default", "meaning"];
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `## ${title}\n\n${lines.join("\n")}\n`;
}

function describeValues(schema: z.ZodType): string {
  const {
    enum: choices,
    type,
    minimum,
    maximum,
  } = z.toJSONSchema(schema, {
    unrepresentable: "any",
  });
  if (choices !== undefined) return choices.map((choice) => `\`${choice}\``).join(", ");
  if (type !== "integer" && type !== "number") return "text";
  const kind = type === "integer" ? "whole number" : "number";
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return `${kind}, ${isBounded ? `${minimum} to ${maximum}` : `from ${minimum}`}`;
}
