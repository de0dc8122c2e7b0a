import { accessFor, type Call, supportsAllDrives, viewOf } from "../api/call.ts";
import { type Access, isDriveRoot, isRoot } from "../drive/access.ts";
import type { DriveItem } from "../drive/items.ts";
import { maskOf } from "../replies/field-mask.ts";
import { fileJson } from "../replies/file-json.ts";
import { driveNotFound, fileNotFound, forbidden, invalid } from "../replies/refusal.ts";
import { matches } from "../requests/match-search.ts";
import { parseOrder } from "../requests/parse-order.ts";
import { parseSearch, type Search } from "../requests/parse-search.ts";
import { checkSpaces } from "./check-spaces.ts";
import { pageAfter } from "./paginate.ts";

type Corpora = "user" | "domain" | "drive" | "allDrives";

interface Scope {
  corpora: Corpora;
  driveId: string | undefined;
  withSharedDrives: boolean;
  /** Folders that the search asks for by id: what a link opens is found there too. */
  parentIds: ReadonlySet<string>;
}

/** Files by search, newest first unless asked otherwise. */
export function listFiles(call: Call) {
  const { query, world, mask, caller } = call;
  const { drive } = world;
  checkSpaces(query.text("spaces"));
  const text = query.text("q") ?? "";
  const search = text.trim() === "" ? undefined : parseSearch(text);
  const order = parseOrder(query.text("orderBy"));
  const scope = readScope(call, search);
  const all = world.nonsense === "lists-nothing" ? [] : candidates(call, search, scope);
  const page = pageAfter(call, all, order, (item) => {
    const access = accessFor(call, item);
    if (!isInScope(scope, item, access)) return false;
    return search === undefined || matches(search, { drive, caller, item, access });
  });
  const files = maskOf(mask, "files") ?? new Map();
  return {
    kind: "drive#fileList",
    incompleteSearch: world.nonsense === "searches-incompletely",
    ...(page.nextPageToken === undefined ? {} : { nextPageToken: page.nextPageToken }),
    files: page.found.map((item) => fileJson(viewOf(call, item, accessFor(call, item)), files)),
  };
}

function readScope(call: Call, search: Search | undefined): Scope {
  const { query, world, caller } = call;
  const { drive } = world;
  const driveId = query.text("driveId") ?? query.text("teamDriveId");
  const corpora = query.text("corpora") ?? query.text("corpus") ?? "user";
  if (!isCorpora(corpora)) throw invalid("corpora");
  if ((driveId !== undefined) !== (corpora === "drive")) {
    throw invalid(
      "driveId",
      "The driveId parameter must be specified if and only if corpora is set to drive.",
    );
  }
  const withSharedDrives =
    query.flag("includeItemsFromAllDrives") || query.flag("includeTeamDriveItems");
  if (withSharedDrives && !supportsAllDrives(call)) {
    throw forbidden(
      "supportsTeamDrivesRequired",
      "The supportsAllDrives parameter must be set to true when includeItemsFromAllDrives is.",
      "supportsAllDrives",
    );
  }
  if ((corpora === "drive" || corpora === "allDrives") && !withSharedDrives) {
    throw forbidden(
      "includeTeamDriveItemsRequired",
      "The includeItemsFromAllDrives parameter must be set to true with these corpora.",
      "includeItemsFromAllDrives",
    );
  }
  if (driveId !== undefined) {
    const root = drive.items.get(driveId);
    if (root === undefined || !isDriveRoot(root) || !accessFor(call, root).isNamed) {
      throw driveNotFound(driveId);
    }
  }
  const parentIds = new Set<string>();
  for (const id of askedParents(search)) {
    const parent = drive.items.get(id === "root" ? drive.rootOf(caller.email) : id);
    // Google names no id here.
    if (parent === undefined || accessFor(call, parent).role === undefined) throw fileNotFound("");
    parentIds.add(parent.id);
  }
  return { corpora, driveId, withSharedDrives, parentIds };
}

function isCorpora(text: string): text is Corpora {
  return ["user", "domain", "drive", "allDrives"].includes(text);
}

function* askedParents(search: Search | undefined): Generator<string> {
  if (search === undefined) return;
  if (search.type === "not") yield* askedParents(search.of);
  else if (search.type !== "term") {
    yield* askedParents(search.left);
    yield* askedParents(search.right);
  } else if (search.field === "parents") yield search.value;
}

/** Only what lies in one folder when all that is asked for lies there. */
function* candidates(
  call: Call,
  search: Search | undefined,
  { parentIds }: Scope,
): Generator<DriveItem> {
  const { drive } = call.world;
  const [only] = parentIds;
  if (only !== undefined && parentIds.size === 1 && isNarrow(search)) {
    for (const id of drive.tree.childrenOf(only)) yield drive.get(id);
  } else yield* drive.items.values();
}

/** Whether nothing outside the folder it names can match. */
function isNarrow(search: Search | undefined): boolean {
  if (search?.type === "and") return isNarrow(search.left) || isNarrow(search.right);
  return search?.type === "term" && search.field === "parents";
}

function isInScope(scope: Scope, item: DriveItem, access: Access): boolean {
  const { corpora, driveId, withSharedDrives, parentIds } = scope;
  if (access.role === undefined || isRoot(item)) return false;
  if (item.driveId !== undefined && !withSharedDrives) return false;
  if (corpora === "drive") return item.driveId === driveId;
  if (item.parentId !== undefined && parentIds.has(item.parentId)) return true;
  if (corpora === "domain") return access.isFound;
  if (corpora === "allDrives") return access.isNamed;
  return access.isNamedHere;
}
