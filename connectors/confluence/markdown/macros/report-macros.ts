import type { RenderContext } from "../render/context.ts";
import { note } from "../render/html-text.ts";
import type { Macro } from "../tree/read-macro.ts";
import type { MacroRule } from "./macro-rule.ts";

/** Made when somebody looks at the page, from the page itself or from the tree around it. */
const WITHOUT_WORDS = [
  ..."toc toc-zone children pagetree pagetreesearch recently-updated recently-updated-dashboard".split(
    " ",
  ),
  ..."contentbylabel content-by-label listlabels labels-list popular-labels related-labels".split(
    " ",
  ),
  ..."blog-posts livesearch search navmap index space-index space-details spaces favpages".split(
    " ",
  ),
  ..."contributors contributors-summary change-history attachments space-attachments".split(" "),
  ..."create-from-template create-space-button network userlister user-list anchor".split(" "),
  ..."global-reports incoming-links page-info loremipsum sharelinks-urlmacro".split(" "),
];

/** Reports on other pages, and what is drawn: that they are there is worth knowing. */
const NOTED: Readonly<Record<string, string>> = {
  detailssummary: "A report on the properties of other pages",
  "page-properties-report": "A report on the properties of other pages",
  "tasks-report-macro": "A list of tasks on other pages",
  "task-report": "A list of tasks on other pages",
  decisionreport: "A list of decisions on other pages",
  gallery: "A gallery of pictures",
  jirachart: "A chart of Jira issues",
  // The names under which `adf-leaves.ts` hands on what is no macro in ADF.
  "synced block": "A synced block",
  "list of issues or pages": "A list of issues or pages",
  calendar: "A calendar",
  "team-calendar": "A calendar",
};

/** Macros that are made when somebody looks at the page. */
export const reportMacros: [string, MacroRule][] = [
  ...WITHOUT_WORDS.map((name): [string, MacroRule] => [name, () => ""]),
  ...Object.entries(NOTED).map(([name, what]): [string, MacroRule] => [
    name,
    (macro, context) => report(what, macro, context),
  ]),
];

function report(what: string, macro: Macro, context: RenderContext): string {
  const title = macro.parameter("title");
  const query = macro.parameter("cql", "label", "labels", "jql");
  const details = `${title === "" ? "" : ` "${title}"`}${query === "" ? "" : ` for ${query}`}`;
  return note(`${what}${details} is shown in Confluence only.`, context);
}
