import type { ExcerptReference } from "../body-names.ts";
import { wholeBlock } from "../render/code-block.ts";
import { inside, type RenderContext } from "../render/context.ts";
import { htmlText, note } from "../render/html-text.ts";
import {
  accountOf,
  attachmentAddress,
  fileNameOf,
  linkTo,
  pageReference,
} from "../render/links.ts";
import type { Macro } from "../tree/read-macro.ts";
import type { MacroRule } from "./macro-rule.ts";

const FILES = ["view-file", "viewpdf", "viewxls", "viewdoc", "viewppt", "multimedia", "pdf"];
const WEB = ["widget", "iframe", "embed", "html-include", "rss", "trello", "lref-gdrive-file"];

/** Macros that show something that lies elsewhere. */
export const referenceMacros: [string, MacroRule][] = [
  ["include", include],
  ["excerpt-include", include],
  ["excerptinclude", include],
  ["jira", jira],
  ["jiraissues", jira],
  ["status", status],
  ["profile", profile],
  ["profile-picture", profile],
  ...FILES.map((name): [string, MacroRule] => [name, file]),
  ...WEB.map((name): [string, MacroRule] => [name, web]),
];

/** Another page, or an excerpt of it, where this one shows it. */
function include(macro: Macro, context: RenderContext): string {
  const reference = includedPage(macro);
  const text = context.names.excerpt(reference);
  if (text !== undefined) {
    const isInLine = context.within.has("line") && !text.trim().includes("\n");
    return isInLine ? (context.raw.keep(text) ?? "") : wholeBlock(text, context);
  }
  const page = reference.title ?? reference.contentId ?? "";
  const named = page === "" ? "another page" : `the page "${page}"`;
  return note(`What is included here from ${named} could not be read.`, context);
}

function includedPage(macro: Macro): ExcerptReference {
  const name = macro.parameter("name");
  const named = name === "" ? {} : { name };
  const part: ExcerptReference = macro.name === "include" ? { whole: true } : named;
  const resource = macro.resource("") ?? macro.resource("page") ?? macro.resource();
  if (resource !== undefined) return { ...pageReference(resource), ...part };
  const text = macro.parameter("", "page", "pageTitle");
  // `SPACE:Title`; a title may hold a colon of its own, though then after words.
  const [, spaceKey, title = text] = /^(~?[\w.-]{1,255}):(?!\s)(.+)$/.exec(text) ?? [];
  return { title, ...(spaceKey === undefined ? {} : { spaceKey }), ...part };
}

function jira(macro: Macro, context: RenderContext): string {
  const key = macro.parameter("key");
  if (key !== "") {
    return linkTo(context.names.jiraUrl(key), htmlText(key, inside(context, "link")), context);
  }
  const query = macro.parameter("jqlQuery", "jql", "url");
  const which = query === "" ? "" : ` for "${query}"`;
  return note(`A list of Jira issues${which} is shown in Confluence only.`, context);
}

/** A coloured label; without words it shows its colour's name. */
function status(macro: Macro, context: RenderContext): string {
  return htmlText(macro.parameter("title", "colour", "color"), context);
}

function profile(macro: Macro, context: RenderContext): string {
  const user = macro.resource("user");
  const account = user === undefined ? macro.parameter("user", "") : accountOf(user);
  const name = account === "" ? undefined : context.names.user(account);
  return name === undefined ? "" : htmlText(name, context);
}

function file(macro: Macro, context: RenderContext): string {
  const attachment = macro.resource("name") ?? macro.resource();
  const name = (attachment && fileNameOf(attachment)) || macro.parameter("name", "file", "");
  if (name === "") return note("An attached file is shown in Confluence only.", context);
  const address =
    attachment === undefined
      ? context.names.attachmentUrl(name)
      : attachmentAddress(attachment, context);
  const words = htmlText(name, inside(context, "link"));
  const link = `Attachment: ${linkTo(address, words, context)}`;
  return context.within.has("line") ? link : `<p>${link}</p>`;
}

function web(macro: Macro, context: RenderContext): string {
  const address =
    macro.resource()?.attributes["ri:value"] ?? macro.parameter("url", "src", "link", "");
  if (address === "")
    return note(`The macro "${macro.name}" is shown in Confluence only.`, context);
  const words = htmlText(macro.parameter("title") || address, inside(context, "link"));
  const link = linkTo(address, words, context);
  return context.within.has("line") ? link : `<p>${link}</p>`;
}
