import { parse } from "yaml";
import { z } from "zod";
import { PromptError } from "./prompts.ts";

export interface PromptFile {
  version: number;
  /** Holds no variables, so no word of a document or a person. */
  instructions: string;
  /** With its `{{variables}}`. */
  input: string;
}

const SHAPE = /^---\n(.*?)\n---\n+# Instructions\n(.*?)\n# Input\n(.*)$/s;
/** Anything between two braces, so that `{{ question }}` and `{{Question}}` are told, not sent. */
const VARIABLE = /\{\{(.*?)\}\}/gs;

const frontMatter = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  purpose: z.string().trim().min(1),
  variables: z.array(z.string()),
});

/**
 * Takes a prompt file apart and holds it against the variables that its id may use.
 * @throws PromptError for the first thing that is wrong.
 */
export function readPromptFile(
  path: string,
  text: string,
  id: string,
  variables: readonly string[],
): PromptFile {
  const found = SHAPE.exec(text);
  if (found === null) {
    throw new PromptError(
      `${path} is not a prompt; it needs front matter between two lines of ---, then "# Instructions", then "# Input".`,
    );
  }
  const [instructions = "", input = ""] = [found[2]?.trim(), found[3]?.trim()];
  const { version } = readFrontMatter(path, found[1] ?? "", id, variables);
  for (const [name, section] of Object.entries({ Instructions: instructions, Input: input })) {
    if (section === "") {
      throw new PromptError(`${path}: the section "# ${name}" is empty; write it.`);
    }
  }
  checkVariables(path, instructions, input, variables);
  return { version, instructions, input };
}

function readFrontMatter(
  path: string,
  yaml: string,
  id: string,
  variables: readonly string[],
): z.infer<typeof frontMatter> {
  let value: unknown;
  try {
    value = parse(yaml);
  } catch (cause) {
    throw new PromptError(`${path}: the front matter is not YAML; mend it.`, { cause });
  }
  const read = frontMatter.safeParse(value);
  if (!read.success) {
    const issue = read.error.issues[0];
    const where = issue?.path.length ? `"${issue.path.join(".")}" in the` : "the";
    throw new PromptError(
      `${path}: ${where} front matter is wrong (${issue?.message}); it holds id, version (1, 2, …), purpose and variables, and nothing else.`,
    );
  }
  if (read.data.id !== id) {
    throw new PromptError(
      `${path}: the id "${read.data.id}" is not the file's name; set id: ${id}.`,
    );
  }
  const declared = read.data.variables.toSorted().join(", ");
  if (declared !== variables.toSorted().join(", ")) {
    throw new PromptError(
      `${path}: the front matter declares the variables [${declared}]; set variables: [${variables.join(", ")}].`,
    );
  }
  return read.data;
}

function checkVariables(
  path: string,
  instructions: string,
  input: string,
  variables: readonly string[],
): void {
  const inInstructions = namesIn(instructions)[0];
  if (inInstructions !== undefined) {
    throw new PromptError(
      `${path}: {{${inInstructions}}} stands in "# Instructions", which hold no variables; move it to "# Input".`,
    );
  }
  const used = namesIn(input);
  const unknown = used.find((name) => !variables.includes(name));
  if (unknown !== undefined) {
    throw new PromptError(
      `${path}: {{${unknown}}} is unknown; use ${variables.map((name) => `{{${name}}}`).join(", ")}.`,
    );
  }
  const unused = variables.find((name) => !used.includes(name));
  if (unused !== undefined) {
    throw new PromptError(`${path}: {{${unused}}} is never used; put it into "# Input".`);
  }
}

function namesIn(section: string): string[] {
  return [...section.matchAll(VARIABLE)].map(([, name = ""]) => name);
}
