import { ConnectorError } from "../../connector.ts";
import type { DirectoryApi, DirectoryMember } from "./directory-api.ts";

/** What the list of one group says. */
interface Listing {
  /** Of people who count. */
  addresses: string[];
  /** Of entries of whom nothing can be said. */
  unknown: string[];
  /** Addresses of groups in it. */
  groups: string[];
}

export type ListGroup = (address: string) => Promise<Listing>;

/** Lists of members, each asked for once a run: groups are in several others. */
export function createLists(api: DirectoryApi): ListGroup {
  const asked = new Map<string, Promise<Listing>>();
  return (address) => {
    const known = asked.get(address);
    if (known !== undefined) return known;
    const listing = readListing(api, address);
    asked.set(address, listing);
    // What could not be had may be when the next group that holds it is asked for.
    listing.catch(() => asked.delete(address));
    return listing;
  };
}

/**
 * Everybody in a group, through groups in groups too: Google is asked for those, and where it names a
 * group nevertheless, that one is asked for by itself.
 * @throws ConnectorError when it, or one in it, cannot be told now
 */
export async function resolveGroup(address: string, list: ListGroup) {
  const addresses = new Set<string>();
  const unknown = new Set<string>();
  const seen = new Set([address]);
  // Grows while it is gone through; groups may be in each other.
  for (const group of seen) {
    const listing = group === address ? await list(group) : await listInner(group, list);
    for (const one of listing.addresses) addresses.add(one);
    for (const one of listing.unknown) unknown.add(one);
    for (const one of listing.groups) seen.add(one);
  }
  return { addresses, unknown: unknown.size };
}

/** A group of another company's is not told: whoever is in it, is nobody here. */
async function listInner(address: string, list: ListGroup): Promise<Listing> {
  try {
    return await list(address);
  } catch (error) {
    const isShut =
      error instanceof ConnectorError && ["not-found", "forbidden", "invalid"].includes(error.code);
    if (isShut) return { addresses: [], unknown: [address], groups: [] };
    throw error;
  }
}

async function readListing(api: DirectoryApi, address: string): Promise<Listing> {
  const listing: Listing = { addresses: [], unknown: [], groups: [] };
  let at = 0;
  for await (const member of api.listMembers(address)) {
    const { list, value } = judge(member, `${address} ${at}`);
    if (list !== undefined) listing[list].push(value);
    at += 1;
  }
  return listing;
}

function judge(member: DirectoryMember, place: string): { list?: keyof Listing; value: string } {
  const { id, type, status } = member ?? {};
  const email = typeof member?.email === "string" ? member.email.trim().toLowerCase() : "";
  const unknown = { list: "unknown", value: id || email || place } as const;
  if (email === "") return unknown;
  if (type === "GROUP") return { list: "groups", value: email };
  // All of a company, and kinds that came later, say nothing of who is meant.
  if (type !== "USER") return unknown;
  // Who may not sign in may not read; people of other companies have no status.
  if (status === "SUSPENDED" || status === "ARCHIVED") return { value: email };
  return status == null || status === "" || status === "ACTIVE"
    ? { list: "addresses", value: email }
    : unknown;
}
