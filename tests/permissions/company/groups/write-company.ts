import { jsonLines, temporaryFolder, writeFiles } from "../../../support/temporary-folder.ts";
import { type Company, createReadersByHand, principalsInChat } from "../generate-company.ts";
import { addressesIn, toldOf } from "./held-by-hand.ts";

/** A company as `eval permissions` reads it; gives the folder. */
export function writeCompany(company: Company): string {
  const byHand = createReadersByHand(company);
  const people = new Map(company.users.map((user) => [user.id, user]));
  const facts = { ...company, people };
  const linked = (address: string | undefined) =>
    company.links.flatMap((pair) => (pair.some((one) => one === address) ? pair : []));
  const users = company.users.map((user) => ({
    id: user.id,
    // Whoever is linked holds each of their addresses.
    principals: [
      ...principalsInChat(user, byHand),
      ...linked(user.address).map((address) => `user:${address}`),
    ],
  }));
  const named = new Set(company.documents.flatMap(({ readableBy = [] }) => readableBy));
  const groups = [...company.groups.values()].flatMap((group) => {
    const { kind, principal, inside, state } = group;
    if (kind === "slack" || kind === "entra") return [];
    const user = (address: string) => `user:${address}`;
    if (kind === "own") {
      return [
        { id: principal, members: [...addressesIn(group, "own", facts).map(user), ...inside] },
      ];
    }
    if (state !== "told") return [];
    const ids = [principal, ...[...named].filter((one) => one.startsWith(`${principal}:`))];
    return ids.map((id) => {
      const onlyAt = id.slice(principal.length + 1) || undefined;
      return { id, members: toldOf(group, onlyAt, facts).map(user) };
    });
  });
  return writeFiles(temporaryFolder("company"), {
    "documents.jsonl": jsonLines(company.documents),
    "users.jsonl": jsonLines(users),
    "groups.jsonl": jsonLines(groups),
    "probes.jsonl": jsonLines(company.probes),
  });
}
