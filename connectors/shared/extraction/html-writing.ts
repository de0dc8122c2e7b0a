/** Text as it stands between tags, or in an attribute, of HTML that is made here. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** An element with this inner HTML; empty when there is nothing to put into it. */
export function element(name: string, inner: string): string {
  return inner.trim() === "" ? "" : `<${name}>${inner}</${name}>`;
}

/** Words as a link, where the address is one that a reader can open. */
export function link(inner: string, address: string | undefined): string {
  if (address === undefined || !/^(?:https?|mailto):/i.test(address)) return inner;
  return inner.trim() === "" ? inner : `<a href="${escapeHtml(address)}">${inner}</a>`;
}

/** Rows of inner HTML, a cell that spans several places given once with its extent. */
export interface HtmlCell {
  inner: string;
  columns?: number;
  rows?: number;
}

/** A table whose first row is its header. */
export function htmlTable(rows: readonly (readonly HtmlCell[])[]): string {
  const lines = rows.map((row, at) => {
    const name = at === 0 && rows.length > 1 ? "th" : "td";
    return `<tr>${row.map((cell) => htmlCell(name, cell)).join("")}</tr>`;
  });
  return lines.length === 0 ? "" : `<table>${lines.join("")}</table>`;
}

function htmlCell(name: string, { inner, columns = 1, rows = 1 }: HtmlCell): string {
  const spans = `${columns > 1 ? ` colspan="${columns}"` : ""}${rows > 1 ? ` rowspan="${rows}"` : ""}`;
  return `<${name}${spans}>${inner}</${name}>`;
}
