/**
 * Replaces each outermost element of these names, tags and all, by what `replace` makes of it.
 * An element that is never closed stays as it is.
 */
export function replaceElements(
  text: string,
  names: readonly string[],
  replace: (html: string) => string,
): string {
  const tag = new RegExp(`<(/?)(${names.join("|")})(?=[\\s/>])[^<>]{0,2000}>`, "gi");
  let result = "";
  let from = 0;
  let open: { name: string; start: number; depth: number } | undefined;
  for (const match of text.matchAll(tag)) {
    const [whole, slash, rawName = ""] = match;
    const name = rawName.toLowerCase();
    if (open === undefined) {
      if (slash === "" && !whole.endsWith("/>")) open = { name, start: match.index, depth: 1 };
      continue;
    }
    if (name !== open.name) continue;
    open.depth += slash === "" ? 1 : -1;
    if (open.depth > 0) continue;
    const end = match.index + whole.length;
    result += text.slice(from, open.start) + replace(text.slice(open.start, end));
    from = end;
    open = undefined;
  }
  return result + text.slice(from);
}
