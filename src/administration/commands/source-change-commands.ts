import { sentence } from "../../chat/admin-reply.ts";
import { pauseSource, resumeSource } from "../../sources/pause-source.ts";
import { removeSource } from "../../sources/remove-source.ts";
import { AdminError, requireSource } from "../../sources/sources-deps.ts";
import { requestSync } from "../../sources/syncing/request-sync.ts";
import { type AdminCommand, readFlag } from "../admin-command.ts";
import { removeButton } from "../describe/describe-source.ts";
import { count } from "../describe/in-words.ts";

const SYNC_FLAGS = ["full", "confirm-removals"];

/** Commands that change what becomes of a source. */
export const sourceChangeCommands: readonly AdminCommand[] = [
  {
    name: "sources sync",
    usage: "<name> [full] [confirm-removals]",
    summary: "read it now, and show how that goes",
    needsAdmin: true,
    takes: [1, 3],
    async run([name = "", ...options], { person }, deps) {
      const flags = options.map(readFlag);
      const wrong = flags.find((flag) => !SYNC_FLAGS.includes(flag));
      if (wrong !== undefined) {
        throw new AdminError(
          `"${wrong.slice(0, 40)}" is no way to sync: give full, confirm-removals, or nothing.`,
        );
      }
      const wish = {
        source: name,
        full: flags.includes("full"),
        confirmRemovals: flags.includes("confirm-removals"),
      };
      const { queue, administering } = deps;
      const state = await requestSync(wish, person, { ...administering, queue });
      const text =
        state === "running"
          ? `${name} is being synced already. I tell you in a message how it goes.`
          : `${name} is synced now. I tell you in a message how it goes.`;
      return { ...sentence(text), following: name };
    },
  },
  {
    name: "sources pause",
    usage: "<name>",
    summary: "take it off its schedule; what is indexed stays",
    needsAdmin: true,
    takes: [1, 1],
    async run([name = ""], { person }, { administering }) {
      await pauseSource(name, person, administering);
      return sentence(`${name} is paused; what is indexed stays.`);
    },
  },
  {
    name: "sources resume",
    usage: "<name>",
    summary: "put it back on its schedule",
    needsAdmin: true,
    takes: [1, 1],
    async run([name = ""], { person }, { administering }) {
      await resumeSource(name, person, administering);
      return sentence(`${name} is on its schedule again.`);
    },
  },
  {
    name: "sources remove",
    usage: "<name>",
    summary: "remove it with all that was indexed of it",
    needsAdmin: true,
    takes: [1, 2],
    async run([name = "", confirmed], { person }, { administering }) {
      if (confirmed !== undefined && readFlag(confirmed) !== "confirmed") {
        throw new AdminError("Name one source; if there are spaces in its name, put it in quotes.");
      }
      if (confirmed !== undefined) {
        const { documents } = await removeSource(name, person, administering);
        return sentence(`${name} is removed, with its ${count(documents, "document")}.`);
      }
      await requireSource(name, administering);
      const { documents } = await administering.storage.documents.count(name);
      const item = {
        title: name,
        lines: [`${count(documents, "document")} would be found no more.`],
        buttons: [removeButton(name, documents)],
      };
      return { parts: [{ type: "list", title: "Remove this source?", items: [item], none: "" }] };
    },
  },
];
