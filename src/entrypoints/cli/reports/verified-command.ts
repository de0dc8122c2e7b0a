import type { Command } from "commander";
import { describeAuthor } from "../../../administration/reports/describe-author.ts";
import { verifiedLines } from "../../../administration/reports/verified-items.ts";
import type { App } from "../../../app.ts";
import { listVerified, REVIEW, viewOf } from "../../../feedback/verified/list-verified.ts";
import { newestCorrection, proposeVerified } from "../../../feedback/verified/propose-verified.ts";
import type { NamedDocument } from "../../../feedback/verified/read-documents.ts";
import {
  acceptVerified,
  rejectVerified,
  removeVerified,
} from "../../../feedback/verified/review-verified.ts";
import { VERIFIED_STATUSES } from "../../../storage/ports/verified-storage.ts";
import type { VerifiedAnswer, VerifiedStatus } from "../../../storage/storage.ts";
import { parsePrincipals } from "../audience-option.ts";
import { collect, printJson, printLine, UsageError, withApp } from "../command-context.ts";
import { ACTOR } from "../sources/source-access-commands.ts";

interface WrittenOptions {
  answer?: string;
  correction?: boolean;
  question?: string;
  text?: string;
  document?: string[];
  for?: string[];
  by?: string;
  json?: boolean;
}

export function addVerifiedCommand(program: Command): void {
  const verified = program
    .command("verified")
    .description("answers that people stand for, and what waits for review");
  verified
    .command("review", { isDefault: true })
    .description("what waits for somebody to decide")
    .option("--json", "print JSON")
    .action(({ json }: { json?: boolean }) => list(REVIEW, "Nothing waits for review.", json));
  verified
    .command("list")
    .description("all of them, or those in one state")
    .argument("[status]", VERIFIED_STATUSES.join(", "), parseStatus)
    .option("--json", "print JSON")
    .action((status: VerifiedStatus | undefined, { json }: { json?: boolean }) =>
      list(status === undefined ? VERIFIED_STATUSES : [status], "There are none.", json),
    );
  written(verified.command("add").description("write one, or take over an answer that was given"))
    .option("--answer <answerId>", "take its question, text, documents and audience")
    .option("--correction", "with --answer: the text that somebody corrected it to")
    .action(add);
  written(verified.command("accept").description("give it to whoever asks from now on"))
    .argument("<id>", "as the list names it")
    .action(accept);
  decide(verified, "reject", "give it to nobody, and take it from the queue", rejectVerified);
  decide(verified, "remove", "remove it for good", removeVerified);
}

function written(command: Command): Command {
  return command
    .option("--question <text>", "the question that it answers")
    .option("--text <text>", "Markdown; [n] names the n-th document")
    .option("--document <source:id>", "a document that it rests on; may be repeated", collect)
    .option("--for <principal>", "who may see it, any one of these; may be repeated", collect)
    .option("--by <name>", "whom readers are told that it was verified by")
    .option("--json", "print JSON");
}

function decide(
  parent: Command,
  verb: string,
  description: string,
  work: typeof rejectVerified,
): void {
  parent
    .command(verb)
    .description(description)
    .argument("<id>", "as the list names it")
    .option("--json", "print JSON")
    .action(async (id: string, { json }: { json?: boolean }) => {
      const decided = await withApp((app) => work(id, { id: ACTOR }, depsOf(app)));
      if (json) printJson({ ...viewOf(decided), ...(verb === "remove" ? { removed: true } : {}) });
      else printLine(`${id} is ${verb === "remove" ? "removed" : "rejected"}.`);
    });
}

async function add({ answer, correction, by, json, ...options }: WrittenOptions): Promise<void> {
  const revision = readRevision(options);
  if (correction && (answer === undefined || options.text !== undefined)) {
    throw new UsageError("--correction needs --answer, and takes the place of --text.");
  }
  if (answer === undefined && (options.question === undefined || options.text === undefined)) {
    throw new UsageError("Give --question and --text, or --answer.");
  }
  const added = await withApp(async (app) => {
    const deps = depsOf(app);
    const proposal = {
      ...revision,
      origin: correction ? ("correction" as const) : ("admin" as const),
      createdBy: ACTOR,
      answerId: answer,
      audience: revision.audience ?? (answer === undefined ? [["everyone"]] : undefined),
      ...(correction ? { text: await newestCorrection(answer ?? "", deps) } : {}),
    };
    const { id } = await proposeVerified(proposal, deps);
    return acceptVerified(id, {}, { id: ACTOR, name: by }, deps);
  });
  show(added, json);
}

async function accept(id: string, { by, json, ...options }: WrittenOptions): Promise<void> {
  const revision = readRevision(options);
  const reviewer = { id: ACTOR, name: by };
  show(await withApp((app) => acceptVerified(id, revision, reviewer, depsOf(app))), json);
}

async function list(
  statuses: readonly VerifiedStatus[],
  none: string,
  json: boolean | undefined,
): Promise<void> {
  const found = await withApp(async (app) => {
    const deps = depsOf(app);
    // No chat is connected here: people are their ids.
    const nameOf = async () => undefined;
    return Promise.all(
      (await listVerified(statuses, deps)).map(async (verified) => ({
        verified,
        author: await describeAuthor(verified, { ...deps, nameOf }),
      })),
    );
  });
  if (json) return printJson(found.map(({ verified }) => viewOf(verified)));
  if (found.length === 0) printLine(none);
  for (const { verified, author } of found) print(verified, author);
}

function show(verified: VerifiedAnswer, json: boolean | undefined): void {
  if (json) printJson(viewOf(verified));
  else print(verified);
}

function print(verified: VerifiedAnswer, author?: string): void {
  printLine(verified.question);
  for (const line of verifiedLines(verified, author))
    printLine(`    ${line.replaceAll("\n", "\n    ")}`);
}

function readRevision({ question, text, ...options }: WrittenOptions) {
  return {
    question,
    text,
    documents: options.document?.map(parseDocument),
    audience: options.for && parsePrincipals(options.for).map((principal) => [principal]),
  };
}

function parseDocument(value: string): NamedDocument {
  const at = value.indexOf(":");
  if (at < 1)
    throw new UsageError(`"${value}" names no document: write source:id of the document.`);
  return { source: value.slice(0, at), documentId: value.slice(at + 1) };
}

function parseStatus(value: string): VerifiedStatus {
  const status = VERIFIED_STATUSES.find((known) => known === value);
  if (status !== undefined) return status;
  throw new UsageError(`"${value}" is no state: use ${VERIFIED_STATUSES.join(", ")}.`);
}

function depsOf({ storage, index, now }: App) {
  return { storage, index, now };
}
