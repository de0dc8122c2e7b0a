import type { AdminItem } from "../../chat/admin-reply.ts";
import { auditSource, type SourceAudit } from "../../sources/audit-source.ts";
import { listSources, sourceStatus } from "../../sources/list-sources.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import { listSuspicious } from "../../sources/suspicious/list-suspicious.ts";
import { type AdminCommand, asTyped, readFlag } from "../admin-command.ts";
import { describeSource, describeStatus } from "../describe/describe-source.ts";
import { describeSuspicious } from "../describe/describe-suspicious.ts";
import { count } from "../describe/in-words.ts";
import { nameOwner } from "../owners/name-owners.ts";
import { quoteWord } from "../words/parse-command.ts";
import { takePage } from "../words/take-page.ts";

const MOST_DIFFERENCES = 15;
/** A platform takes no answer after half an hour. */
const LONGEST_AUDIT_MS = 25 * 60_000;
const TAKES_TOO_LONG =
  "The audit takes longer than an answer may wait here: run it on the command line.";

/** Commands that look at sources and change nothing. */
export const sourceLookCommands: readonly AdminCommand[] = [
  {
    name: "sources",
    usage: "",
    summary: "every source, with its health, documents, last and next sync",
    needsAdmin: true,
    takes: [0, 2],
    async run(words, commander, deps) {
      const sources = await listSources(deps.administering);
      const items = takePage(sources, words, "sources", (source) =>
        describeSource(source, deps.now()),
      );
      const add = asTyped("sources add <kind>", commander, deps);
      const none = `There is none yet. Add one with ${add}.`;
      return { parts: [{ type: "list", title: "Sources", items, none }] };
    },
  },
  {
    name: "sources status",
    usage: "<name>",
    summary: "one source in full, failures included",
    needsAdmin: true,
    takes: [1, 1],
    async run([name = ""], _, deps) {
      const status = await sourceStatus(name, deps.administering);
      const owner = status.owner && (await nameOwner(status.owner, deps));
      const items = [describeStatus(status, deps.now(), owner)];
      return { parts: [{ type: "list", title: "Source", items, none: "" }] };
    },
  },
  {
    name: "sources suspicious",
    usage: "[name]",
    summary: "documents that look as if they were aimed at models or hide words",
    needsAdmin: true,
    takes: [0, 3],
    async run(words, _, deps) {
      const [first] = words;
      const isPage = first === undefined || readFlag(first) === "from";
      const name = isPage ? undefined : first;
      const documents = await listSuspicious(name, deps.administering);
      const page = isPage ? words : words.slice(1);
      const command =
        name === undefined ? "sources suspicious" : `sources suspicious ${quoteWord(name)}`;
      const items = takePage(documents, page, command, describeSuspicious);
      const none = "No document looks suspicious.";
      return { parts: [{ type: "list", title: "Suspicious documents", items, none }] };
    },
  },
  {
    name: "sources audit",
    usage: "<name>",
    summary: "its documents there against the index",
    needsAdmin: true,
    isLong: true,
    takes: [1, 1],
    async run([name = ""], _, { administering, stop }) {
      const late = AbortSignal.timeout(LONGEST_AUDIT_MS);
      const signal = AbortSignal.any([stop, late]);
      const audit = await auditSource(name, administering, signal).catch((error: unknown) => {
        throw late.aborted ? new AdminError(TAKES_TOO_LONG) : error;
      });
      return { parts: [{ type: "list", title: "Audit", items: [describeAudit(audit)], none: "" }] };
    },
  },
];

function describeAudit({ source, kinds, differences, failed = [] }: SourceAudit): AdminItem {
  const number = (value: number) => value.toLocaleString("en");
  const shown = differences.slice(0, MOST_DIFFERENCES);
  const more = differences.length - shown.length;
  return {
    title: source,
    state: differences.length > 0 ? "bad" : failed.length > 0 ? "warning" : "ok",
    lines: [
      ...Object.entries(kinds).map(
        ([kind, { source: there, index }]) =>
          `${kind}: ${number(there)} at the source, ${number(index)} in the index`,
      ),
      differences.length === 0 ? "No differences" : count(differences.length, "difference"),
      ...shown.map(({ documentId, problem }) => `${problem}: ${documentId}`),
      ...(more > 0 ? [`… and ${number(more)} more; the command line lists them all`] : []),
      ...(failed.length > 0 ? [`${count(failed.length, "document")} could not be read`] : []),
    ],
    ...(differences.length === 0
      ? {}
      : { buttons: [{ label: "Sync now", command: `sources sync ${quoteWord(source)}` }] }),
  };
}
