/** A page as a body refers to it: by title within a space (its own when none is named), or by id. */
export interface PageReference {
  title?: string;
  spaceKey?: string;
  contentId?: string;
}

/** An excerpt of a page, its first one without a name, or the whole page. */
export interface ExcerptReference extends PageReference {
  name?: string;
  whole?: true;
}

/** What a body names and does not hold. Each answers undefined when it cannot be found out. */
export interface BodyNames {
  user(accountId: string): Promise<string | undefined>;
  page(ref: PageReference): Promise<{ title: string; url: string } | undefined>;
  /**
   * The included page or excerpt as Markdown. May convert that page in turn: inclusions in a circle
   * or too deep are not asked for. Whoever may read the body reads this too.
   */
  excerpt(ref: ExcerptReference): Promise<string | undefined>;
  attachmentUrl(fileName: string): string | undefined;
  jiraUrl(key: string): string | undefined;
}
