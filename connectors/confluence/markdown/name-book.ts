import type { BodyNames, ExcerptReference, PageReference } from "./body-names.ts";
import { followInclude } from "./include-trail.ts";

/** What is known of the names in a body; what is not known yet is noted down and found out later. */
export interface NameBook {
  user(accountId: string): string | undefined;
  page(ref: PageReference): { title: string; url: string } | undefined;
  excerpt(ref: ExcerptReference): string | undefined;
  attachmentUrl(fileName: string): string | undefined;
  jiraUrl(key: string): string | undefined;
  /** Finds out what was asked for in vain; false when that was nothing. */
  complete(): Promise<boolean>;
}

const AT_ONCE = 8;

export function createNameBook(names: BodyNames): NameBook {
  const users = createChapter((accountId: string) => names.user(accountId));
  const pages = createChapter((ref: PageReference) => names.page(ref));
  const excerpts = createChapter((ref: ExcerptReference) =>
    followInclude(JSON.stringify(ref), () => names.excerpt(ref)),
  );
  return {
    user: users.find,
    page: pages.find,
    excerpt: excerpts.find,
    attachmentUrl: (fileName) => names.attachmentUrl(fileName),
    jiraUrl: (key) => names.jiraUrl(key),
    complete: async () => {
      const found = [await users.complete(), await pages.complete(), await excerpts.complete()];
      return found.includes(true);
    },
  };
}

function createChapter<Reference, Name>(ask: (ref: Reference) => Promise<Name | undefined>) {
  const known = new Map<string, Name | undefined>();
  const wanted = new Map<string, Reference>();
  return {
    find(ref: Reference): Name | undefined {
      const key = JSON.stringify(ref);
      if (!known.has(key)) wanted.set(key, ref);
      return known.get(key);
    },
    async complete(): Promise<boolean> {
      const open = [...wanted];
      wanted.clear();
      for (let at = 0; at < open.length; at += AT_ONCE) {
        await Promise.all(
          open.slice(at, at + AT_ONCE).map(async ([key, ref]) => {
            known.set(key, await ask(ref));
          }),
        );
      }
      return open.length > 0;
    },
  };
}
