import type { Mutation } from "./mutation.ts";

/** Of the web chat, with sign-in and without. */
export const webMutations: readonly Mutation[] = [
  {
    name: "another browser reads an answer",
    file: "src/conversation/web-conversation.ts",
    find: 'record?.askedBy === askedBy && record.surface === "web"',
    replace: 'record?.surface === "web"',
  },
  {
    name: "another browser reads a thread",
    file: "src/conversation/web-conversation.ts",
    find: 'r.askedBy === askedBy && r.surface === "web"',
    replace: 'r.surface === "web"',
  },
  {
    name: "whoever is signed in is any member",
    file: "src/conversation/web-conversation.ts",
    find: "if (readers === undefined) return EVERYONE;",
    replace: "if (readers !== askedBy) return EVERYONE;",
  },
  {
    name: "a document's page opens for everybody",
    file: "src/conversation/web-conversation.ts",
    find: "const allowed = allowedAccessIds(audience, await deps.accessLists());",
    replace: "const allowed = (await deps.accessLists()).map(({ id }) => id);",
  },
  {
    name: "who is signed in may read what they might when they asked",
    file: "src/conversation/signed-in/prepare-signed-in.ts",
    find: "[...record.audience, ...audience]",
    replace: "record.audience",
  },
  {
    name: "why an answer came about is told whatever may be read now",
    file: "src/conversation/read-sources.ts",
    find: "one !== undefined && allowed.has(one.accessId)",
    replace: "one !== undefined",
  },
  {
    name: "suggested questions outlast the right to what they were made of",
    file: "src/conversation/suggest-prompts.ts",
    find: "const known = isReadable ? suggested.get(key) : undefined;",
    replace: "const known = suggested.get(key);",
  },
  {
    name: "whoever types an admin's command is answered",
    file: "src/administration/run-command.ts",
    find: "if (command.needsAdmin && !commander.isAdmin) {",
    replace: "if (command.needsAdmin && commander.person === undefined) {",
  },
];
