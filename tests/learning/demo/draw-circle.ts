import { createWindow, type SvgElement } from "@mixmark-io/domino";
import * as Plot from "@observablehq/plot";
import type { Circle, TrialRun } from "./run-circle.ts";

const WIDTH = 820;
const HEIGHT = 200;
const TITLE = 26;
const COLOURS = { champion: "#57606a", challenger: "#0969da" };
const INK = "#1f2328";

/** Curves of one circle as a picture: learning, gain, and what pretend people liked while versions were tried. */
export function drawCircle({ set, report, trial, planted }: Circle): string {
  const panels = [
    ...(report.tried.length > 0 ? [learning(report.tried)] : []),
    ...(trial === undefined ? [] : [likes("share of likes while the challenger was tried", trial)]),
    likes("share of likes while a planted bad version was tried", planted),
  ];
  const height = panels.length * (HEIGHT + TITLE);
  const drawn = panels.map(
    ({ title, plot }, at) =>
      `<g transform="translate(0 ${at * (HEIGHT + TITLE)})"><text x="12" y="18" fill="${INK}" font-size="14" font-family="sans-serif">${escaped(`${set}: ${title}`)}</text><g transform="translate(0 ${TITLE})">${svgOf(title, plot)}</g></g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title"><title id="title">${escaped(`${set}: learning, and likes while versions were tried`)}</title><rect width="100%" height="100%" fill="white"/>${drawn.join("")}</svg>\n`;
}

interface Panel {
  title: string;
  plot: Plot.PlotOptions;
}

function learning(tried: readonly { what: string; dev: number }[]): Panel {
  // "weights", then "adapter after 3" and so on.
  const points = tried.map(({ what, dev }) => ({ step: Number(/\d+$/.exec(what)?.[0] ?? 0), dev }));
  return {
    title: "nDCG@10 on the questions that choose, by pass over those that teach",
    plot: {
      x: { label: "passes (0: weights alone)", ticks: points.length },
      y: { grid: true, label: "nDCG@10", zero: false, nice: true },
      marks: [
        Plot.lineY(points, { x: "step", y: "dev", stroke: COLOURS.challenger }),
        Plot.dot(points, { x: "step", y: "dev", fill: COLOURS.challenger, r: 3 }),
      ],
    },
  };
}

function likes(title: string, { version, verdict, points }: TrialRun): Panel {
  const lines = points.flatMap(({ answers, likes, stage }) =>
    (["champion", "challenger"] as const).map((arm) => ({
      answers,
      stage,
      arm,
      share: likes[arm],
    })),
  );
  const widened = points.find(({ stage }) => stage === "a-b")?.answers;
  return {
    title: `${title} (${version}: ${verdict})`,
    plot: {
      x: { label: "answers", domain: [0, Math.max(1, ...points.map(({ answers }) => answers))] },
      y: { grid: true, label: "likes", domain: [0, 1], ticks: 5 },
      marks: [
        ...(widened === undefined ? [] : [Plot.ruleX([widened], { strokeDasharray: "4 3" })]),
        Plot.lineY(lines, {
          ...{
            x: "answers",
            y: "share",
            z: (line: { stage: string; arm: string }) => line.stage + line.arm,
          },
          stroke: ({ arm }: { arm: keyof typeof COLOURS }) => COLOURS[arm],
        }),
        Plot.text(lines.slice(-2), {
          ...{ x: "answers", y: "share", text: "arm", textAnchor: "end", dy: -8 },
          fill: ({ arm }: { arm: keyof typeof COLOURS }) => COLOURS[arm],
        }),
      ],
    },
  };
}

function svgOf(title: string, plot: Plot.PlotOptions): string {
  const { document } = createWindow("");
  const svg: SvgElement = Plot.plot({
    ...plot,
    ...{
      document,
      width: WIDTH,
      height: HEIGHT,
      className: "plot",
      marginLeft: 44,
      marginBottom: 38,
    },
    style: { background: "transparent" },
  });
  for (const style of Array.from(svg.querySelectorAll("style"))) style.remove();
  for (const [name, value] of Object.entries({
    "font-family": "sans-serif",
    "font-size": "11",
    fill: INK,
  })) {
    svg.setAttribute(name, value);
  }
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", title);
  return svg.outerHTML;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
