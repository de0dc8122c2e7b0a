import { requireConnector } from "../../sources/open-connector.ts";
import { AdminError, requireSource } from "../../sources/sources-deps.ts";
import type { AdminCommand, AdminDeps } from "../admin-command.ts";
import type { AdminPart, AdminReply } from "../admin-reply.ts";

/** Commands that a form goes on with; secrets are never typed into a message. */
export const sourceFormCommands: readonly AdminCommand[] = [
  {
    name: "sources add",
    usage: "<kind>",
    summary: "connect a source",
    needsAdmin: true,
    takes: [0, 1],
    async run([kind], _, { administering }) {
      if (kind === undefined) return { parts: [listKinds(administering)] };
      const { title } = requireConnector(kind.toLowerCase(), administering);
      return {
        parts: [{ type: "text", text: `Fill in the form to add ${title}.` }],
        form: { kind: "source", sourceKind: kind.toLowerCase() },
      };
    },
  },
  {
    name: "sources edit",
    usage: "<name>",
    summary: "change its settings, audience and schedule",
    needsAdmin: true,
    takes: [1, 1],
    run: ([name = ""], _, deps) => openForm(name, `Fill in the form to change ${name}.`, deps),
  },
  {
    name: "sources secret",
    usage: "<name>",
    summary: "replace what it is read with",
    needsAdmin: true,
    takes: [1, 1],
    async run([name = ""], _, deps) {
      const { kind } = await requireSource(name, deps.administering);
      if (requireConnector(kind, deps.administering).secret === undefined) {
        throw new AdminError(`${name} is a ${kind} source and needs no secret.`);
      }
      return openForm(name, `Fill in the form to give ${name} another secret.`, deps);
    },
  },
];

function listKinds(deps: AdminDeps["administering"]): AdminPart {
  const items = deps.connectorKinds.map((kind) => ({
    title: requireConnector(kind, deps).title,
    lines: [],
    buttons: [{ label: "Add", command: `sources add ${kind}` }],
  }));
  return { type: "list", title: "What kind of source?", items, none: "" };
}

async function openForm(
  name: string,
  text: string,
  { administering }: AdminDeps,
): Promise<AdminReply> {
  const { kind: sourceKind } = await requireSource(name, administering);
  return { parts: [{ type: "text", text }], form: { kind: "source", sourceKind, source: name } };
}
