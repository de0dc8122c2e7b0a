import { invalid } from "../../replies/refusal.ts";
import type { Parameter } from "../../requests/parameters.ts";

const KNOWN = new Set([
  "ancestors",
  "body.atlas_doc_format",
  "body.storage",
  "body.view",
  "container",
  "history",
  "history.lastUpdated",
  "metadata.labels",
  "restrictions.read.restrictions.group",
  "restrictions.read.restrictions.user",
  "restrictions.update.restrictions.group",
  "restrictions.update.restrictions.user",
  "space",
  "version",
]);

const MOST = 8;

/** What may be expanded, with what the search puts before each. Confluence takes anything; a typo is seen here. */
export function expansion(prefix: "" | "content."): Parameter<Set<string>> {
  return (_, values) => {
    const names = values.flatMap((value) => value.split(",")).map((name) => name.trim());
    if (names.length > MOST) throw invalid(`More than ${MOST} things are to be expanded`);
    return new Set(
      names.map((name) => {
        const inner = name.startsWith(prefix) ? name.slice(prefix.length) : name;
        if (KNOWN.has(inner)) return inner;
        throw invalid(`'${name}' cannot be expanded here`);
      }),
    );
  };
}
