import type { FormWish } from "../../chat/admin-forms.ts";
import type { AdminPart, AdminReply } from "../../chat/admin-reply.ts";
import { requireSource } from "../../sources/sources-deps.ts";
import type { AdminCommand, AdminDeps } from "../admin-command.ts";
import { offeredKinds, requireOffered } from "../forms/offered-kinds.ts";
import { offerSecret } from "../setup/offer-secret.ts";

const NO_FORM =
  "The form could not be opened: give the command again, or use the command line on Footnote's machine";

/** Commands for which a platform opens a form, before they come here or after; secrets are never typed into a message. */
export const sourceFormCommands: readonly AdminCommand[] = [
  {
    name: "sources add",
    usage: "<kind>",
    summary: "connect a source",
    needsAdmin: true,
    takes: [0, 1],
    async run([kind], _, { administering }) {
      if (kind === undefined) return { parts: [listKinds(administering)] };
      const wish = { kind: kind.toLowerCase() };
      requireOffered(wish.kind, administering);
      return openForm(wish, `sources add ${wish.kind} <name>`);
    },
  },
  {
    name: "sources edit",
    usage: "<name>",
    summary: "change its settings, audience and schedule",
    needsAdmin: true,
    takes: [1, 1],
    async run([name = ""], _, { administering }) {
      await requireSource(name, administering);
      return openForm({ source: name }, `sources set ${name}`);
    },
  },
  {
    name: "sources secret",
    usage: "<name>",
    summary: "replace what it is read with",
    needsAdmin: true,
    takes: [1, 1],
    run: ([name = ""], commander, deps) => offerSecret(name, commander, commander.key, deps),
  },
];

function openForm(form: FormWish, otherwise: string): AdminReply {
  return { parts: [{ type: "text", text: `${NO_FORM} (${otherwise}).` }], form };
}

function listKinds(deps: AdminDeps["administering"]): AdminPart {
  const items = offeredKinds(deps).map(({ kind, title }) => ({
    title,
    lines: [],
    buttons: [{ label: "Add", command: `sources add ${kind}` }],
  }));
  return { type: "list", title: "What kind of source?", items, none: "" };
}
