import { sentence } from "../../chat/admin-reply.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { requireConnector } from "../../sources/open-connector.ts";
import { setRootAudience } from "../../sources/readers/root-audience.ts";
import { setSourceAudience } from "../../sources/readers/source-audience.ts";
import { AdminError, requireSource } from "../../sources/sources-deps.ts";
import type { AdminCommand, AdminDeps } from "../admin-command.ts";
import { count } from "../describe/in-words.ts";

const MOST_READERS = 50;

/** Who may read a source. */
export const sourceAccessCommands: readonly AdminCommand[] = [
  {
    name: "sources audience",
    usage: "<name> <root> <who>…",
    summary: "who may read below a root (/ for all of it): everyone, @group, #channel, nobody",
    needsAdmin: true,
    takes: [3, 2 + MOST_READERS],
    async run([name = "", root = "", ...who], { person }, deps) {
      const { administering } = deps;
      const readers = await Promise.all(who.map((one) => readReader(one, person, deps)));
      if (root === "/") {
        const principals = readers.length === 1 && readers[0] === "nobody" ? [] : readers;
        const set = await setSourceAudience(name, principals, person, administering);
        const whom = set.audience.join(", ") || "nobody";
        const done = `${name} is for ${whom} now; ${count(set.documents, "document")} changed readers.`;
        return sentence([done, ...set.notes].join(" "));
      }
      const { kind } = await requireSource(name, administering);
      if (requireConnector(kind, administering).roots === undefined) {
        throw new AdminError(
          `A ${kind} source says by itself who may read what: give / for what says nothing.`,
        );
      }
      const set = await setRootAudience(name, root, readers, person, administering);
      const whom =
        set.audience === undefined
          ? "has the readers of what stands above it"
          : `is for ${set.audience.join(", ") || "nobody"}`;
      const what = set.title ?? set.root;
      return {
        parts: [
          {
            type: "list",
            title: "Audience",
            none: "",
            items: [
              {
                title: name,
                lines: [`What stands below ${what} ${whom}, from the next sync on.`, ...set.notes],
                buttons: [{ label: "Sync now", command: `sources sync ${name}` }],
              },
            ],
          },
        ],
      };
    },
  },
];

/** A principal as documents name it; people, groups and rooms of a platform may be named as there. */
async function readReader(word: string, person: string, { platforms }: AdminDeps): Promise<string> {
  return (await platformOf(person, platforms).findReader(word, person)) ?? word;
}
