/** Ids that a text names, to be looked up before it is read. */
export interface NamedIn {
  people: string[];
  groups: string[];
}

interface TextContext {
  /** Of people and groups, by their ids. */
  names: ReadonlyMap<string, string>;
  botUserId: string;
}

const SPECIAL = /<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g;
const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

export function namedIn(text: string): NamedIn {
  const found: NamedIn = { people: [], groups: [] };
  for (const [, sign, target = ""] of text.matchAll(SPECIAL)) {
    if (sign === "@") found.people.push(target);
    if (sign === "!" && target.startsWith("subteam^")) found.groups.push(target.slice(8));
  }
  return found;
}

/** Slack's markup as people typed it: names for mentions, links as Markdown, the bot's name left out. */
export function plainText(text: string, { names, botUserId }: TextContext): string {
  const read = text.replace(SPECIAL, (_, sign: string, target: string, label?: string) => {
    if (sign === "@")
      return target === botUserId ? "" : `@${names.get(target) ?? label ?? "somebody"}`;
    if (sign === "#") return `#${label || "channel"}`;
    if (sign === "!") return readCommand(target, label, names);
    return readLink(target, label);
  });
  return (
    read
      .replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity)
      // From where the blanks begin: tried from each of them, many take their number squared.
      .replace(/(?<![ \t])[ \t]+$/gm, "")
      .trim()
  );
}

/** `<!here>`, `<!subteam^S1|@name>`, `<!date^…|fallback>`. */
function readCommand(
  target: string,
  label: string | undefined,
  names: TextContext["names"],
): string {
  const [command = "", id = ""] = target.split("^");
  if (command === "subteam") return `@${(names.get(id) ?? label ?? "group").replace(/^@/, "")}`;
  return label || (command === "date" ? "" : `@${command}`);
}

function readLink(url: string, label: string | undefined): string {
  const plain = url.replace(/^(?:mailto|tel):/, "");
  return label === undefined || label === "" || url.endsWith(label) ? plain : `[${label}](${url})`;
}

/** Whether a text begins with the name of somebody who is not the bot. */
export function beginsWithSomebodyElse(text: string, botUserId: string): boolean {
  const [, sign, target = ""] = /^\s*<([@!])([^<>|]+)(?:\|[^<>]*)?>/.exec(text) ?? [];
  if (sign === "@") return target !== botUserId;
  return sign === "!" && target.startsWith("subteam^");
}
