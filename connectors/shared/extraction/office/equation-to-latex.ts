import { childAt, elementsOf, textOf, valueAt } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";

const SYMBOLS: Readonly<Record<string, string>> = {
  "±": "\\pm ",
  "×": "\\times ",
  "÷": "\\div ",
  "·": "\\cdot ",
  "≤": "\\leq ",
  "≥": "\\geq ",
  "≠": "\\neq ",
  "≈": "\\approx ",
  "∞": "\\infty ",
  "∑": "\\sum ",
  "∏": "\\prod ",
  "∫": "\\int ",
  "√": "\\surd ",
  "∂": "\\partial ",
  "→": "\\to ",
  "∈": "\\in ",
  α: "\\alpha ",
  β: "\\beta ",
  γ: "\\gamma ",
  δ: "\\delta ",
  ε: "\\epsilon ",
  θ: "\\theta ",
  λ: "\\lambda ",
  μ: "\\mu ",
  π: "\\pi ",
  ρ: "\\rho ",
  σ: "\\sigma ",
  τ: "\\tau ",
  φ: "\\phi ",
  ω: "\\omega ",
  Δ: "\\Delta ",
  Σ: "\\Sigma ",
  Ω: "\\Omega ",
};

/** An Office equation (`m:oMath`) as LaTeX, which is how equations are written in Markdown. */
export function equationToLatex(element: XmlElement | undefined): string {
  return elementsOf(element).map(partToLatex).join("");
}

function partToLatex(part: XmlElement): string {
  const inner = (name: string) => equationToLatex(childAt(part, name));
  const base = () => {
    const text = inner("m:e");
    return text.startsWith("\\frac") ? `{${text}}` : text;
  };
  switch (part.name) {
    case "m:r":
    case "w:r":
      return symbols(elementsOf(part).filter(isText).map(textOf).join(""));
    case "m:f":
      return `\\frac{${inner("m:num")}}{${inner("m:den")}}`;
    case "m:sSup":
      return `${base()}^{${inner("m:sup")}}`;
    case "m:sSub":
      return `${base()}_{${inner("m:sub")}}`;
    case "m:sSubSup":
      return `${base()}_{${inner("m:sub")}}^{${inner("m:sup")}}`;
    case "m:rad": {
      const degree = inner("m:deg");
      return `\\sqrt${degree === "" ? "" : `[${degree}]`}{${inner("m:e")}}`;
    }
    case "m:nary": {
      const sign = symbols(valueAt(part, "m:naryPr", "m:chr") ?? "∫").trim();
      return `${sign}${script("_", inner("m:sub"))}${script("^", inner("m:sup"))} ${inner("m:e")}`;
    }
    case "m:d": {
      const parts = elementsOf(part, "m:e").map(equationToLatex);
      const open = valueAt(part, "m:dPr", "m:begChr") ?? "(";
      return `${open}${parts.join(", ")}${valueAt(part, "m:dPr", "m:endChr") ?? ")"}`;
    }
    case "m:m":
      return `\\begin{matrix}${elementsOf(part, "m:mr").map(matrixRow).join(" \\\\ ")}\\end{matrix}`;
    case "m:eqArr":
      return elementsOf(part, "m:e").map(equationToLatex).join(" \\\\ ");
    default:
      return part.name.endsWith("Pr") ? "" : equationToLatex(part);
  }
}

function isText(element: XmlElement): boolean {
  return element.name === "m:t" || element.name === "w:t";
}

function matrixRow(row: XmlElement): string {
  return elementsOf(row, "m:e").map(equationToLatex).join(" & ");
}

function script(mark: string, inner: string): string {
  return inner === "" ? "" : `${mark}{${inner}}`;
}

function symbols(text: string): string {
  return text.replaceAll(/[^\u0020-\u007e]/gu, (char) => SYMBOLS[char] ?? char);
}
