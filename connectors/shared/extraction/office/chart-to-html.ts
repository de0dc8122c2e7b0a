import { childAt, descendantsOf, elementsOf, textOf } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";
import { element, escapeHtml, htmlTable } from "../html-writing.ts";
import { tidyNumber } from "./tidy-number.ts";

const MAX_POINTS = 500;

/** A chart (`c:chartSpace`) as the table that it was drawn from, under its title. */
export function chartToHtml(root: XmlElement | undefined): string {
  const chart = childAt(root, "c:chart");
  const title = descendantsOf(childAt(chart, "c:title"), "a:t", "c:v").map(textOf).join("").trim();
  const plots = elementsOf(childAt(chart, "c:plotArea")).filter(
    (plot) => childAt(plot, "c:ser") !== undefined,
  );
  return plots
    .map((plot) => {
      const caption = title === "" ? kindOf(plot) : `${title} (${kindOf(plot).toLowerCase()})`;
      return element("p", escapeHtml(caption)) + seriesTable(elementsOf(plot, "c:ser"));
    })
    .join("");
}

/** `c:bar3DChart` → "Bar chart". */
function kindOf(plot: XmlElement): string {
  const kind = /^c:([a-z]+?)(?:3D)?Chart$/.exec(plot.name)?.[1] ?? "";
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} chart`;
}

function seriesTable(series: XmlElement[]): string {
  const columns = series.map((one) => ({
    name: descendantsOf(childAt(one, "c:tx"), "c:v").map(textOf).join(" "),
    values: points(childAt(one, "c:val") ?? childAt(one, "c:yVal")),
  }));
  const labels = points(childAt(series[0], "c:cat") ?? childAt(series[0], "c:xVal"));
  const count = Math.max(0, ...columns.map(({ values }) => values.length));
  const rows = Array.from({ length: Math.min(count, MAX_POINTS) }, (_, at) => [
    labels[at] ?? "",
    ...columns.map(({ values }) => values[at] ?? ""),
  ]);
  const header = ["", ...columns.map(({ name }) => name)];
  return htmlTable(
    [header, ...rows].map((row) => row.map((text) => ({ inner: escapeHtml(text) }))),
  );
}

function points(axis: XmlElement | undefined): string[] {
  const found: string[] = [];
  for (const point of descendantsOf(axis, "c:pt")) {
    const at = Number(point.attributes.idx);
    if (at >= 0 && at < MAX_POINTS) found[at] = tidyNumber(textOf(childAt(point, "c:v")));
  }
  return found;
}
