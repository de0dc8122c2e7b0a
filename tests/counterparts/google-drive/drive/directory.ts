import type { Grant, GranteeType } from "./items.ts";

export interface User {
  email: string;
  name: string;
  permissionId: string;
  /** Administers its domain. */
  isAdmin: boolean;
  isDeleted: boolean;
  /** Kept, and may not sign in. */
  isSuspended: boolean;
  /** Known by what was shared with it; the company has no say over it. */
  isOutside: boolean;
}

export interface Group {
  email: string;
  name: string;
  permissionId: string;
  members: Set<string>;
  /** Other addresses of its own. */
  aliases: readonly string[];
  /** Another company's, whose directory tells its own admins alone. */
  isForeign: boolean;
  /** All people of the company are in it, as one entry. */
  holdsCompany: boolean;
}

/** What can be said of a group beside its members. */
export type GroupTraits = Partial<Pick<Group, "aliases" | "isForeign" | "holdsCompany">>;

/** Whose access counts for a request. */
export interface Caller {
  email: string;
  name: string;
  permissionId: string;
  isAdmin: boolean;
  /** Its address is in one of the company's domains. */
  isInside: boolean;
  /** Ids of grantees that the caller is, or is one of. */
  keys: ReadonlySet<string>;
}

export type Directory = ReturnType<typeof createDirectory>;

/** Users, groups and domains, by address. */
export function createDirectory(newId: (kind: "person" | "domain") => string) {
  const users = new Map<string, User>();
  const groups = new Map<string, Group>();
  const domains = new Map<string, string>();

  function addUser(email: string, name = email.split("@")[0] ?? email, isAdmin = false): User {
    const permissionId = users.get(email)?.permissionId ?? newId("person");
    const state = { isDeleted: false, isSuspended: false, isOutside: false };
    const user = { email, name, isAdmin, permissionId, ...state };
    users.set(email, user);
    return user;
  }

  function findUser(email: string): User {
    return users.get(email) ?? Object.assign(addUser(email), { isOutside: true });
  }

  function addGroup(
    email: string,
    members: readonly string[],
    name = email,
    traits: GroupTraits = {},
  ): Group {
    const permissionId = groups.get(email)?.permissionId ?? newId("person");
    const plain = { aliases: [], isForeign: false, holdsCompany: false };
    const group = { email, name, permissionId, members: new Set(members), ...plain, ...traits };
    groups.set(email, group);
    return group;
  }

  function domainId(domain: string): string {
    const id = domains.get(domain) ?? newId("domain");
    domains.set(domain, id);
    return id;
  }

  /** Groups that hold an address, also through other groups. */
  function groupsOf(email: string): Set<Group> {
    const found = new Set<Group>();
    const open = [email];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const group of groups.values()) {
        if (found.has(group) || !group.members.has(next)) continue;
        found.add(group);
        open.push(group.email);
      }
    }
    return found;
  }

  /** The company's domains are those of its own people. */
  function isInside(email: string): boolean {
    const own = [...users.values()].filter((user) => !user.isOutside);
    return own.some((user) => domainOf(user.email) === domainOf(email));
  }

  return {
    users,
    groups,
    addUser,
    findUser,
    addGroup,

    caller(email: string): Caller {
      const { name, permissionId, isAdmin } = findUser(email);
      const keys = new Set([permissionId, domainId(domainOf(email))]);
      for (const group of groupsOf(email)) keys.add(group.permissionId);
      return { email, name, permissionId, isAdmin, isInside: isInside(email), keys };
    },

    /** The id that a grantee's permissions have; outsiders are taken in. */
    granteeId(type: GranteeType, value: string, isFound: boolean): string {
      switch (type) {
        case "user":
          return findUser(value).permissionId;
        case "group":
          return (groups.get(value) ?? addGroup(value, [])).permissionId;
        case "domain":
          return domainId(value);
        case "anyone":
          return isFound ? "anyone" : "anyoneWithLink";
      }
    },

    nameOf({ type, emailAddress = "", domain }: Grant): string | undefined {
      if (type === "user") return users.get(emailAddress)?.name;
      return type === "group" ? groups.get(emailAddress)?.name : domain;
    },
  };
}

function domainOf(email: string): string {
  return email.slice(email.indexOf("@") + 1);
}
