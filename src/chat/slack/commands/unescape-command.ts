import { slackId } from "../slack-ids.ts";

const SPECIAL = /<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g;
const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** What somebody typed after a command: ids for mentions, addresses as they were typed. */
export function unescapeCommand(text: string, teamId: string): string {
  const read = text.replace(SPECIAL, (whole, sign: string, target: string, label?: string) => {
    if (sign === "@" || sign === "#") {
      return /^[A-Z0-9]+$/.test(target) ? slackId(teamId, target) : whole;
    }
    if (sign === "!") return readSpecial(target, label, teamId);
    // `acme.com` comes as `<http://acme.com|acme.com>`, an e-mail address as `<mailto:…|…>`.
    const plain = target.replace(/^(?:mailto|tel):/, "");
    return label && plain.endsWith(label) ? label : plain;
  });
  return read.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** `<!subteam^S1|@name>` is a group; `<!here>` is the word. */
function readSpecial(target: string, label: string | undefined, teamId: string): string {
  const [command = "", id = ""] = target.split("^");
  if (command === "subteam" && /^[A-Z0-9]+$/.test(id)) return slackId(teamId, id);
  return label || `@${command}`;
}
