import { createWindow, type SvgElement } from "@mixmark-io/domino";
import * as Plot from "@observablehq/plot";
import { type Html, html, trustMarkup } from "../../../evaluation/report/html.ts";

export interface Chart {
  /** Of this page, one of each. */
  id: string;
  title: string;
  /** What it shows, for whoever does not see it. */
  description: string;
  height: number;
  /** `isNarrow`: for a phone. */
  plot(isNarrow: boolean): Plot.PlotOptions;
}

/** As wide as it is drawn, so that its letters keep their size; a style sheet shows one of the two. */
const WIDTHS = { wide: 860, narrow: 340 };

/** One chart as SVG, once for each width; nothing in it runs, loads or brings styles of its own. */
export function draw(chart: Chart): Html {
  return html`${drawAt("wide", chart)}${drawAt("narrow", chart)}`;
}

function drawAt(width: keyof typeof WIDTHS, { id, title, description, height, plot }: Chart): Html {
  const { document } = createWindow("");
  const svg: SvgElement = Plot.plot({
    ...plot(width === "narrow"),
    ...{ document, height, width: WIDTHS[width], className: "plot" },
  });
  for (const style of Array.from(svg.querySelectorAll("style"))) style.remove();
  svg.setAttribute("class", `plot ${width}`);
  svg.setAttribute("role", "img");
  svg.removeAttribute("aria-label");
  const told = { title, desc: description };
  const names = Object.entries(told).map(([name, text]) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    element.setAttribute("id", `${id}-${width}-${name}`);
    element.textContent = text;
    return element;
  });
  for (const name of names.toReversed()) svg.insertBefore(name, svg.firstChild);
  svg.setAttribute("aria-labelledby", names.map((one) => one.getAttribute("id")).join(" "));
  // Plot writes texts and numbers through the document, which escapes them.
  return trustMarkup(svg.outerHTML);
}
