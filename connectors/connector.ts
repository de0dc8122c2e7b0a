/** One readable thing at a source, already turned into Markdown. */
export interface SourceDocument {
  /** Unique within its source, stable over renames where the source allows it. */
  documentId: string;
  title: string;
  /** Where a reader opens it; absent when the source has no address for it. */
  url?: string;
  /** Where it lives, for people: `people/leave.md`, `Space › Page`. */
  path: string;
  /** What `audit` counts by: `markdown`, `page`, `attachment`, … */
  kind: string;
  markdown: string;
  /** ISO 8601. */
  updatedAt?: string;
  /** Principals that may read it; absent means the source's own audience. */
  readableBy?: string[];
  /** Changes whenever the text above could have changed; compared, never parsed. */
  fingerprint: string;
}

/** What of a document may change without its text; what is indexed of it follows. */
export interface Standing {
  /** Principals that may read it; absent means the source's own audience. */
  readableBy?: string[];
  /** Where it lives; absent: where it did. */
  path?: string;
}

/** What a connector reports, in order. A bad document is a value, not a throw. */
export type SourceChange =
  | { type: "document-changed"; document: SourceDocument }
  | ({ type: "document-unchanged"; documentId: string; kind: string } & Standing)
  | {
      type: "document-removed";
      documentId: string;
      /** The source itself says that it was deleted or is in the trash; else it is only not to be found. */
      isDeleted?: boolean;
    }
  | {
      type: "document-failed";
      documentId: string;
      reason: string;
      /** What it was when it failed: while it is that, and its pause lasts, it counts as known. */
      fingerprint?: string;
      /** Who may read it now, where that is known; its last good version then follows. */
      readers?: Standing;
    }
  /** Saved only when everything before it is stored. */
  | { type: "checkpoint"; cursor: string };

export interface ChangesRequest {
  /** The last saved checkpoint; undefined asks for everything. */
  cursor: string | undefined;
  /** The fingerprint a document has here, or failed with not long ago; undefined: read it. */
  knownFingerprint: (documentId: string) => string | undefined;
  /** Ids of all that is indexed or failed to be, also when everything is read anew; absent: none. */
  knownDocumentIds?: () => Iterable<string>;
  /** Look at these in any case: the source said something of them, or they failed some time ago. */
  recheck?: readonly string[];
  /**
   * Name every document, also those that are as they were at the cursor, and report as removed what is
   * known and gone; reading may be saved. Asked for after a run whose removals were held: what is held
   * is nobody's, whatever the cursor, until it is named.
   */
  everything?: boolean;
  signal: AbortSignal;
}

/** What a source tells of one of its groups, nested ones resolved. */
export type GroupReport =
  | {
      type: "group";
      principal: string;
      name?: string;
      /** `user:<e-mail>` principals, sorted, distinct. */
      members: string[];
      /** People in it whom nothing can be said of (no verified address). */
      unknownMembers: number;
    }
  /** It is gone at the source: nobody is in it. */
  | { type: "group-gone"; principal: string }
  /** Its members cannot be told now; those of before count until they expire. */
  | { type: "group-failed"; principal: string; reason: string };

/** Reads one source. Errors of the source are thrown as `ConnectorError`. */
export interface Connector {
  /**
   * `full`: every run names every document, so what a run does not name is gone.
   * `incremental`: a run names only what changed since the cursor; one without a cursor names all,
   * and reports as removed what is known here and gone there.
   */
  readonly listing: "full" | "incremental";
  changes(request: ChangesRequest): AsyncIterable<SourceChange>;
  /**
   * Ids that exist now, with their kind; serves `audit` and the search for removals. Told what is
   * indexed, it may save reading what is not new.
   */
  listDocumentIds(
    signal: AbortSignal,
    known?: Pick<ChangesRequest, "knownFingerprint" | "knownDocumentIds">,
  ): AsyncIterable<{ documentId: string; kind: string }>;
  /** What a first sync would bring, without reading it; absent where reading costs no more. */
  outline?(signal: AbortSignal): AsyncIterable<DocumentOutline>;
  /** Where its kind has `roots`: what stands under an id; where nothing does, what there is instead. */
  findRoot?(id: string, signal: AbortSignal): Promise<RootFinding>;
  /**
   * Who is in these groups, as far as they are of this source's kind; absent where it has none.
   * @throws ConnectorError when nothing can be told of any
   */
  groups?(wanted: readonly string[], signal: AbortSignal): AsyncIterable<GroupReport>;
  /** Tries the credentials; returns a sentence for each thing that could be missed. */
  check?(signal: AbortSignal): Promise<string[]>;
}

/** A part of a source, below which readers may be said. */
export interface SourceRoot {
  id: string;
  /** Undefined where the source tells only that something stands below it. */
  title: string | undefined;
}

export type RootFinding =
  | { root: SourceRoot }
  /** One whose id is nearly the same, and those that stand below no other. */
  | { nearest: SourceRoot | undefined; outermost: SourceRoot[] };

/** A document as a list shows it. */
export type DocumentOutline = Pick<SourceDocument, "documentId" | "kind" | "title" | "readableBy">;

export type ConnectorErrorCode =
  | "rate-limited"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "unavailable"
  | "invalid";

/** The source's or its configuration's fault: one sentence that names the thing and the way out. */
export class ConnectorError extends Error {
  override readonly name = "ConnectorError";
  readonly code: ConnectorErrorCode;

  constructor(code: ConnectorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
