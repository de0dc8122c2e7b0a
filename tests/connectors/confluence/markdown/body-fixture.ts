import type { BodyNames } from "../../../../connectors/confluence/markdown/body-names.ts";
import { storageToMarkdown } from "../../../../connectors/confluence/markdown/storage-to-markdown.ts";

export const SITE = "https://acme.atlassian.net/wiki";

const PAGES = [
  { contentId: "12", title: "Travel policy", spaceKey: "HR" },
  { contentId: "13", title: "On-call [primary]", spaceKey: "OPS" },
];

/** A small company: two people, two pages, files that end as files do. */
export const names: BodyNames = {
  user: async (accountId) => ({ "557058:ann": "Ann Lee", bo: "Bo Berg" })[accountId],
  page: async ({ title, contentId }) => {
    const page = PAGES.find((one) => one.title === title || one.contentId === contentId);
    return (
      page && { title: page.title, url: `${SITE}/spaces/${page.spaceKey}/pages/${page.contentId}` }
    );
  },
  excerpt: async ({ title, name }) => {
    if (title !== "Travel policy") return undefined;
    return name === undefined
      ? "Book early.\n\n| Class | From |\n| --- | --- |\n| Rail | 1 km |"
      : `Excerpt ${name}.`;
  },
  attachmentUrl: (fileName) =>
    /\.\w+$/.test(fileName) ? `${SITE}/download/${encodeURIComponent(fileName)}` : undefined,
  jiraUrl: (key) => `https://acme.atlassian.net/browse/${key}`,
};

/** Nothing can be found out. */
export const noNames: BodyNames = {
  user: async () => undefined,
  page: async () => undefined,
  excerpt: async () => undefined,
  attachmentUrl: () => undefined,
  jiraUrl: () => undefined,
};

export function read(storage: string): Promise<string> {
  return storageToMarkdown(storage, names);
}

interface MacroParts {
  parameters?: Record<string, string>;
  rich?: string;
  plain?: string;
}

/** A macro as Confluence stores it; parameters and rich text are storage themselves. */
export function macro(name: string, { parameters = {}, rich, plain }: MacroParts = {}): string {
  const given = Object.entries(parameters)
    .map(([key, value]) => `<ac:parameter ac:name="${key}">${value}</ac:parameter>`)
    .join("");
  const body =
    (rich === undefined ? "" : `<ac:rich-text-body>${rich}</ac:rich-text-body>`) +
    (plain === undefined ? "" : `<ac:plain-text-body><![CDATA[${plain}]]></ac:plain-text-body>`);
  return `<ac:structured-macro ac:name="${name}" ac:schema-version="1" ac:macro-id="6f1c">${given}${body}</ac:structured-macro>`;
}

/** The cells of each row of the first pipe table, the line of dashes left out. */
export function rowsOf(markdown: string): string[][] {
  return markdown
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^\|(?: --- \|)+$/.test(line))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
