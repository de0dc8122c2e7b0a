import { Marked, type Token } from "marked";

const marked = new Marked({ gfm: true });

/** Everything that a reader of Markdown would show as words. */
export function shownWords(markdown: string): { words: string; links: string[] } {
  const links: string[] = [];
  const walk = (tokens: Token[]): string =>
    tokens
      .map((token): string => {
        if (token.type === "link") links.push(token.href);
        if (token.type === "table") {
          const rows = [token.header, ...token.rows] as { tokens: Token[] }[][];
          return rows.map((row) => row.map((cell) => walk(cell.tokens)).join("|")).join("\n");
        }
        if (token.type === "list") return token.items.map((i: Token) => `•${walk([i])}`).join("");
        if (token.type === "code" || token.type === "codespan") return token.text;
        if ("tokens" in token && token.tokens) return walk(token.tokens);
        if (["space", "hr", "br"].includes(token.type)) return " ";
        return "text" in token ? String(token.text) : token.raw;
      })
      .join("");
  return { words: walk(marked.lexer(markdown)), links };
}

function entitiesOf(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Letters and signs alone: lists' numbers and bullets are markup here and words there. */
export function bare(text: string): string {
  const words = entitiesOf(text).toWellFormed().replaceAll("\0", "");
  return words.replaceAll(/[\s\u2060•|]+|\d+\.(?=\s|$)/g, "");
}
