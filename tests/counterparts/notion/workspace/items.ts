import type { Piece } from "./content.ts";

/** What an integration may see: what it was given, what it was denied, else as above. */
export type Access = "shared" | "restricted" | "inherit";

interface Item {
  id: string;
  createdAt: number;
  editedAt: number;
  /** The time of the edit before, which a search that is late still shows. */
  editedBefore?: number | undefined;
  trashed: boolean;
  access: Access;
}

export interface Page extends Item {
  object: "page";
  /** A page, a block on one, a data source, or undefined for the top of the workspace. */
  parentId: string | undefined;
  properties: Record<string, PropertyValue>;
  blockIds: string[];
  url?: string;
}

export interface PropertyValue {
  id: string;
  type: string;
  [value: string]: unknown;
}

export interface Database extends Item {
  object: "database";
  parentId: string | undefined;
  title: Piece[];
}

export interface DataSource extends Item {
  object: "data_source";
  databaseId: string;
  title: Piece[];
  description: string;
  columns: Record<string, Column>;
}

/**
 * What kind it is of; a relation with the data source that it relates to, a formula with what it reads by
 * `reads`, a roll-up with the names of a relation and of a column there.
 */
export type Column =
  | string
  | { relation: string }
  | { formula: string }
  | { rollup: { relation: string; column: string; function: string } };

export interface Block extends Item {
  object: "block";
  parentId: string;
  type: string;
  content: Record<string, unknown>;
  blockIds: string[];
}

export interface Comment {
  id: string;
  parentId: string;
  discussionId: string;
  authorId: string;
  /** Plain, or pieces of rich text. */
  words: string | object[];
  createdAt: number;
}

export interface User {
  id: string;
  name: string;
  email: string | undefined;
}

export type AnyItem = Page | Database | DataSource | Block;
