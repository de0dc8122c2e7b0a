import type { User } from "./items.ts";
import type { SiteState } from "./site-state.ts";

interface NewUser {
  name: string;
  email: string;
  emailVisible?: boolean;
  timeZone?: string;
  accountType?: User["accountType"];
  /** Whether the user is in the group of everybody with a licence; guests are not. */
  licensed?: boolean;
}

export function createPeople(state: SiteState) {
  function group(id: string) {
    const found = state.groups.get(id);
    if (found === undefined) throw new Error(`there is no group ${id}`);
    return found;
  }

  return {
    createUser(options: NewUser): string {
      const { name, email, emailVisible = true, timeZone = "UTC", licensed = true } = options;
      const { accountType = "atlassian" } = options;
      const accountId = state.newId("account");
      state.users.set(accountId, {
        ...{ accountId, name, email, emailVisible, timeZone, accountType },
        accountStatus: "active",
      });
      if (licensed) group(state.everyoneId).members.add(accountId);
      return accountId;
    },

    createGroup(name: string, members: readonly string[] = []): string {
      const id = state.newId("group");
      state.groups.set(id, { id, name, members: new Set(members) });
      return id;
    },

    /** Gives a group other members. */
    setMembers(groupId: string, members: readonly string[]): void {
      group(groupId).members = new Set(members);
    },

    deleteGroup: (groupId: string) => void state.groups.delete(groupId),

    changeUser(
      accountId: string,
      change: Partial<Pick<User, "email" | "emailVisible" | "accountStatus">>,
    ): void {
      const user = state.users.get(accountId);
      if (user === undefined) throw new Error(`there is no account ${accountId}`);
      Object.assign(user, change);
    },

    addMember: (groupId: string, accountId: string) => void group(groupId).members.add(accountId),
    removeMember: (groupId: string, accountId: string) =>
      void group(groupId).members.delete(accountId),
  };
}
