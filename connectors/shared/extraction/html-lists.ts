export interface ListItem {
  /** From 0. */
  level: number;
  /** `1.` and the like, as the document shows it; undefined for a bullet. */
  label: string | undefined;
  inner: string;
}

/** Items in a row as nested lists; a list counts by itself only where that shows the same labels. */
export function htmlList(items: readonly ListItem[]): string {
  let html = "";
  const open: { level: number; tag: string; next: number }[] = [];
  const closeTop = () => {
    html += `</li></${open.pop()?.tag}>`;
  };
  for (const item of items) {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > item.level) closeTop();
    const number = plainNumber(item.label);
    const tag = number === undefined ? "ul" : "ol";
    const top = open.at(-1);
    const fits = top?.level === item.level && top.tag === tag && continues(top.next, number);
    if (top !== undefined && fits) {
      html += "</li>";
      top.next += 1;
    } else {
      if (top?.level === item.level) closeTop();
      const start = number === undefined || number === 1 ? "" : ` start="${number}"`;
      html += `<${tag}${start}>`;
      open.push({ level: item.level, tag, next: (number ?? 0) + 1 });
    }
    const label = number === undefined && item.label !== undefined ? `${item.label} ` : "";
    html += `<li>${label}${item.inner}`;
  }
  while (open.length > 0) closeTop();
  return html;
}

function continues(next: number, number: number | undefined): boolean {
  return number === undefined || number === next;
}

function plainNumber(label: string | undefined): number | undefined {
  const digits = /^(\d{1,6})\.$/.exec(label ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}
