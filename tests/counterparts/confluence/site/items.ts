export type Status = "current" | "archived" | "trashed";

/** What stands in a space's tree. */
export type NodeType = "page" | "folder" | "whiteboard" | "database" | "embed";

/** Who is named by a restriction or a space's permissions. */
export interface Principals {
  users: readonly string[];
  groups: readonly string[];
}

/** What the search took in of an item at a time. */
export interface Snapshot {
  at: number;
  status: Status;
  spaceId: string;
  editedAt: number;
}

interface Item {
  id: string;
  spaceId: string;
  status: Status;
  title: string;
  authorId: string;
  createdAt: number;
  editedAt: number;
  editorId: string;
  version: number;
  labels: readonly string[];
  history: Snapshot[];
}

/** The text of a page, as storage format or as an ADF document; the other form is derived. */
export interface Text {
  storage?: string | undefined;
  adf?: object | undefined;
}

interface Restricted {
  /** Undefined: none of its own, which leaves those of its ancestors. */
  read: Principals | undefined;
  update: Principals | undefined;
}

export interface Node extends Item, Restricted {
  type: NodeType;
  /** Undefined for what stands at the top of its space, such as the homepage. */
  parentId: string | undefined;
  text: Text;
}

export interface BlogPost extends Item, Restricted {
  type: "blogpost";
  parentId: undefined;
  text: Text;
}

export interface Comment extends Item {
  type: "comment";
  /** A page, blog post or attachment. */
  containerId: string;
  /** Set on answers. */
  parentCommentId: string | undefined;
  place: "footer" | "inline";
  text: Text;
  /** The words that an inline comment is about. */
  selection: string;
  resolution: "open" | "resolved" | "reopened" | "dangling";
}

export interface Attachment extends Item {
  type: "attachment";
  containerId: string;
  mediaType: string;
  bytes: Uint8Array;
  fileId: string;
}

export type Held = Comment | Attachment;
export type Content = Node | BlogPost;
export type AnyItem = Content | Held;

export interface Space {
  id: string;
  key: string;
  name: string;
  type: "global" | "collaboration" | "knowledge_base" | "personal";
  status: "current" | "archived";
  authorId: string;
  createdAt: number;
  homepageId: string;
  description: string;
  readers: Principals & {
    anonymous: boolean;
    /** Names of roles such as that of all users with a licence, who are then let in. */
    roles: readonly string[];
  };
}

export interface User {
  accountId: string;
  name: string;
  email: string;
  /** What the user's privacy settings say; hidden e-mails are given out as empty. */
  emailVisible: boolean;
  timeZone: string;
  /** Apps have accounts too, and so have customers of a help desk. */
  accountType: "atlassian" | "app" | "customer" | "unknown";
  accountStatus: "active" | "inactive" | "closed";
}

export interface Group {
  id: string;
  name: string;
  members: Set<string>;
}
