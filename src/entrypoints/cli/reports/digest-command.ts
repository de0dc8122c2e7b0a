import type { Command } from "commander";
import { composeDigest, type Digest } from "../../../administration/digest/compose-digest.ts";
import {
  digestLines,
  dislikedBeside,
  reviewLine,
  sourceLine,
} from "../../../administration/digest/describe-digest.ts";
import { gapLines } from "../../../administration/reports/gaps-command.ts";
import { printJson, printLine, withApp } from "../command-context.ts";

export function addDigestCommand(program: Command): void {
  program
    .command("digest")
    .description("what the weekly digest would say now")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const digest = await withApp((app) => composeDigest(app));
      if (json) printJson(digest);
      else printDigest(digest);
    });
}

function printDigest(digest: Digest): void {
  for (const line of digestLines(digest)) printLine(line);
  for (const gap of digest.gaps) {
    printLine(gap.question);
    for (const line of gapLines(gap)) printLine(`    ${line}`);
  }
  const disliked = dislikedBeside(digest);
  if (disliked.length > 0) printLine("Whose answers people disliked:");
  for (const gap of disliked) {
    printLine(gap.question);
    for (const line of gapLines(gap)) printLine(`    ${line}`);
  }
  for (const { question, because } of digest.expired) {
    printLine(`Expired: ${question}`);
    printLine(`    ${because}`);
  }
  for (const source of digest.sources) printLine(sourceLine(source));
  printLine(reviewLine(digest.review));
}
