import type { Gap } from "../../feedback/reports/gap-report.ts";
import type { AdminDeps } from "../admin-command.ts";
import { nameOr } from "../describe/describe-who-may.ts";

/** What people call those who own sources, by their ids. */
export type OwnerNames = ReadonlyMap<string, string>;

export async function nameOwners(
  gaps: readonly Gap[],
  deps: Pick<AdminDeps, "platforms">,
): Promise<OwnerNames> {
  const people = new Set(gaps.flatMap(({ owner }) => owner ?? []));
  const named = [...people].map(async (one) => [one, await nameOwner(one, deps)] as const);
  return new Map(await Promise.all(named));
}

export async function nameOwner(
  person: string,
  deps: Pick<AdminDeps, "platforms">,
): Promise<string> {
  return withoutPrefix(await nameOr(person, deps));
}

/** An address as people write it; ids of chats stay as they are. */
export function withoutPrefix(person: string): string {
  return person.replace(/^user:/, "");
}
