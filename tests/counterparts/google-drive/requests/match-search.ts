import { type Access, effectiveGrants, isInTrash, ownerOf, rank } from "../drive/access.ts";
import type { Caller } from "../drive/directory.ts";
import type { Drive } from "../drive/drive.ts";
import type { DriveItem } from "../drive/items.ts";
import { plainText } from "../exports/plain-text.ts";
import { invalid } from "../replies/refusal.ts";
import type { Search } from "./parse-search.ts";

export interface Candidate {
  drive: Drive;
  caller: Caller;
  item: DriveItem;
  access: Access;
}

type Term = Extract<Search, { type: "term" }>;

export function matches(search: Search, candidate: Candidate): boolean {
  switch (search.type) {
    case "and":
      return matches(search.left, candidate) && matches(search.right, candidate);
    case "or":
      return matches(search.left, candidate) || matches(search.right, candidate);
    case "not":
      return !matches(search.of, candidate);
    case "term":
      return matchesTerm(search, candidate);
  }
}

function matchesTerm({ field, operator, value }: Term, candidate: Candidate): boolean {
  const { drive, caller, item } = candidate;
  switch (field) {
    case "parents":
      return item.parentId === (value === "root" ? drive.rootOf(caller.email) : value);
    case "owners":
      return ownerOf(item)?.emailAddress === (value === "me" ? caller.email : value);
    case "writers":
      return hasRole(candidate, value, "writer");
    case "readers":
      return hasRole(candidate, value, "reader");
    case "name":
      return compareText(item.name.toLowerCase(), operator, value.toLowerCase());
    case "mimeType":
      return compareText(item.mimeType, operator, value);
    case "shortcutDetails.targetId":
      return compareText(item.targetId ?? "", operator, value);
    case "fullText": {
      const text = item.content === undefined ? "" : plainText(item.content);
      return `${item.name} ${text}`.toLowerCase().includes(value.toLowerCase());
    }
    case "modifiedTime":
      return compareTimes(item.modifiedAt, operator, value);
    case "createdTime":
      return compareTimes(item.createdAt, operator, value);
    case "trashed":
      return compareText(String(isInTrash(drive.items, item)), operator, value);
    case "starred":
      return compareText("false", operator, value);
    case "sharedWithMe":
      return compareText(String(isSharedWithMe(candidate)), operator, value);
    case "visibility":
      return compareText(visibilityOf(candidate), operator, value);
    default:
      throw invalid("q");
  }
}

/** Shared itself; what lies in a shared folder is not. */
function isSharedWithMe({ caller, item }: Candidate): boolean {
  if (ownerOf(item)?.id === caller.permissionId) return false;
  return [...item.grants.values()].some(
    ({ id, type }) => (type === "user" || type === "group") && caller.keys.has(id),
  );
}

function hasRole({ drive, item, caller }: Candidate, value: string, role: "reader" | "writer") {
  const email = value === "me" ? caller.email : value;
  return effectiveGrants(drive.items, item, drive.now()).some(
    (grant) => grant.emailAddress === email && rank(grant.role) >= rank(role),
  );
}

function visibilityOf({ drive, item }: Candidate): string {
  const found = effectiveGrants(drive.items, item, drive.now())
    .filter(({ type }) => type === "domain" || type === "anyone")
    .sort((a, b) => (a.type < b.type ? -1 : 1));
  const [widest] = found;
  if (widest === undefined) return "limited";
  return `${widest.type}${widest.allowFileDiscovery === true ? "CanFind" : "WithLink"}`;
}

function compareText(value: string, operator: string, wanted: string): boolean {
  if (operator === "contains") return value.includes(wanted);
  return (value === wanted) === (operator === "=");
}

function compareTimes(time: number, operator: string, value: string): boolean {
  const isZoned = /T.*(Z|[+-]\d\d:\d\d)$/.test(value);
  const wanted = Date.parse(isZoned || !value.includes("T") ? value : `${value}Z`);
  switch (operator) {
    case "<":
      return time < wanted;
    case "<=":
      return time <= wanted;
    case ">":
      return time > wanted;
    case ">=":
      return time >= wanted;
    default:
      return (time === wanted) === (operator === "=");
  }
}
