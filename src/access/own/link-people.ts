import type { IdentityLink } from "../../storage/storage.ts";
import { AccessError } from "../access-error.ts";
import { parsePrincipal } from "../principals.ts";
import type { OwnGroupsDeps } from "./own-groups.ts";

/**
 * Says that two addresses are one person's: each then reads what the other may, by its address and its
 * groups, but is no member of the company for it. @throws AccessError
 */
export async function linkPeople(
  a: string,
  b: string,
  actor: string,
  { storage, now }: OwnGroupsDeps,
): Promise<{ link: IdentityLink; isNew: boolean }> {
  const [one, other] = readPair(a, b);
  const link = { one, other, linkedBy: actor, linkedAt: now() };
  const isNew = await storage.groups.links.add(link);
  if (isNew) {
    const detail = { one, other };
    await storage.audit.append({ at: now(), actor, action: "access.linked", detail });
  }
  return { link, isNew };
}

/** @throws AccessError where they are not linked */
export async function unlinkPeople(
  a: string,
  b: string,
  actor: string,
  { storage, now }: OwnGroupsDeps,
): Promise<{ one: string; other: string }> {
  const [one, other] = readPair(a, b);
  if (!(await storage.groups.links.remove(one, other))) {
    throw new AccessError(`${one} and ${other} are not linked: \`access links\` lists who is.`);
  }
  const detail = { one, other };
  await storage.audit.append({ at: now(), actor, action: "access.unlinked", detail });
  return { one, other };
}

function readPair(a: string, b: string): [one: string, other: string] {
  const [one = "", other = ""] = [readUser(a), readUser(b)].sort();
  if (one !== other) return [one, other];
  throw new AccessError(`Both are ${one}: name two addresses of one person.`);
}

/** `user:<e-mail>`, of an address or of the principal itself. @throws AccessError */
function readUser(text: string): string {
  const address = text.trim().replace(/^user:/i, "");
  const principal = parsePrincipal(`user:${address}`);
  if (principal !== undefined) return principal;
  throw new AccessError(
    `"${text.slice(0, 80)}" is no e-mail address: link people by theirs, such as ana@acme.com.`,
  );
}
