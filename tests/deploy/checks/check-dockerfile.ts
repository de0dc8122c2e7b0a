import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "dockerfile-utils";
import { readDockerfile } from "./read-dockerfile.ts";

/** What is wrong with a Dockerfile that is built from `root`, by the format and by how we want it. */
export function checkDockerfile(text: string, root: string): string[] {
  const mistakes = validate(text).map(
    ({ message, range }) => `line ${range.start.line + 1}: ${message}`,
  );
  if (mistakes.length > 0) return mistakes;
  const { from, user, copies, commandLine, healthcheck } = readDockerfile(text);
  const node = readFileSync(join(root, ".nvmrc"), "utf8").trim();
  const problems: string[] = [];
  for (const image of from) {
    if (image !== `node:${node}-bookworm-slim`) problems.push(`${image} is not the Node of .nvmrc`);
  }
  if (!/^[1-9]\d*(?::[1-9]\d*)?$/.test(user))
    problems.push("it does not end as a numbered user but root");
  if (commandLine[0] !== "node")
    problems.push("what it starts is no list of words, so a shell would get the signals");
  if (healthcheck.length === 0) problems.push("it has no health check without a shell");
  for (const path of copies.flatMap((copy) => copy.from)) {
    if (!existsSync(join(root, path))) problems.push(`${path} is not there to be copied`);
  }
  return problems;
}
