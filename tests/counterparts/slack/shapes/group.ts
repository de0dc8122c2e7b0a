/** A user group: `@engineering`. */
export interface UserGroup {
  id: string;
  teamId: string;
  handle: string;
  name: string;
  users: Set<string>;
  deletedAt: number | undefined;
  updatedAt: number;
}
