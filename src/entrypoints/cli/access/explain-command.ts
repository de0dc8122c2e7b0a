import type { Command } from "commander";
import { type AccessExplanation, explainAccess } from "../../../access/explain/explain-access.ts";
import { readPerson } from "../../../access/explain/explained-person.ts";
import { findDocument } from "../../../access/explain/find-document.ts";
import type { HeldPrincipal } from "../../../access/groups/membership.ts";
import { describeAccess } from "../../../administration/access/describe-access.ts";
import { printJson, printLine, withApp } from "../command-context.ts";
import { showGroup } from "./groups-command.ts";

interface ExplainFlags {
  source?: string;
  json?: boolean;
}

export function addExplainCommand(access: Command): void {
  access
    .command("explain")
    .description("why somebody may read a document, or may not")
    .argument("<user>", "an e-mail address, or a principal such as group:finance")
    .argument("<document>", "its id, or its whole title")
    .option("--source <name>", "the source that it is of")
    .option("--json", "print JSON")
    .action(explain);
}

async function explain(who: string, named: string, flags: ExplainFlags): Promise<void> {
  const { explanation, now } = await withApp(async ({ storage, administering, now }) => {
    const person = readPerson(who);
    const document = await findDocument(named, flags.source, storage);
    const membership = await administering.membership();
    return { explanation: await explainAccess(person, document, membership, storage), now: now() };
  });
  const { verdict, readers, held } = describeAccess(explanation, now);
  if (flags.json) return printJson({ ...toJson(explanation), because: verdict });
  const { document, person } = explanation;
  printLine(verdict);
  printLine(
    `It is ${document.documentId} of ${document.source}, last read ${iso(document.syncedAt)}, and for:`,
  );
  for (const line of readers.length > 0 ? readers : ["nobody"]) printLine(`    ${line}`);
  printLine(`${person.name} holds:`);
  for (const line of held) printLine(`    ${line}`);
  if (!person.isStandingKnown) {
    printLine(
      "    and, as a full member of the company, everyone and their domain: the chat knows who is",
    );
  }
}

function toJson({ person, document, readers, held, mayRead, mayReadAsMember }: AccessExplanation) {
  return {
    person: { name: person.name, standingKnown: person.isStandingKnown },
    document: {
      source: document.source,
      documentId: document.documentId,
      title: document.title,
      readAt: iso(document.syncedAt),
    },
    mayRead,
    mayReadAsMember,
    readers: readers.map(({ principal, isHeld, isUnknown, group }) => ({
      principal,
      from: document.inheritsAudience ? "source" : "document",
      held: isHeld,
      unknown: isUnknown,
      group: group === undefined ? null : showGroup(group),
    })),
    held: held.map(showHeld),
  };
}

function showHeld({ principal, because }: HeldPrincipal) {
  switch (because.type) {
    case "given":
      return { principal, because: "given" };
    case "linked": {
      const { linkedBy, linkedAt } = because.link;
      return { principal, because: "linked", to: because.to, by: linkedBy, at: iso(linkedAt) };
    }
    case "member": {
      const { source, setBy, saidAt } = because.group;
      const at = saidAt === undefined ? null : iso(saidAt);
      return {
        ...{ principal, because: "member", member: because.member },
        ...{ from: source ?? "admin", by: setBy ?? null, at },
      };
    }
  }
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
