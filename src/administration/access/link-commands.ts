import { linkPeople, unlinkPeople } from "../../access/own/link-people.ts";
import { sentence } from "../../chat/admin-reply.ts";
import type { AdminCommand } from "../admin-command.ts";
import { fromNow } from "../describe/in-words.ts";
import { takePage } from "../words/take-page.ts";
import { nameAdders } from "./name-adders.ts";
import { readMember } from "./read-member.ts";

/** Addresses that are one person's. */
export const linkCommands: readonly AdminCommand[] = [
  {
    name: "access links",
    usage: "",
    summary: "addresses that are one person's",
    needsAdmin: true,
    takes: [0, 2],
    async run(words, _, deps) {
      const membership = await deps.administering.membership();
      const nameOf = await nameAdders(membership, deps);
      const items = takePage(membership.links, words, "access links", (link) => {
        const [one, other] = [address(link.one), address(link.other)];
        return {
          title: `${one} and ${other}`,
          lines: [`linked by ${nameOf(link.linkedBy)} ${fromNow(link.linkedAt, deps.now())}`],
          buttons: [
            {
              label: "Unlink",
              command: `access unlink ${one} ${other}`,
              confirm: `${one} and ${other} are two people again?`,
              style: "danger" as const,
            },
          ],
        };
      });
      return {
        parts: [{ type: "list", title: "Linked people", items, none: "Nobody is linked." }],
      };
    },
  },
  {
    name: "access link",
    usage: "<e-mail> <e-mail>",
    summary: "say that two addresses are one person's",
    needsAdmin: true,
    takes: [2, 2],
    async run(words, { person }, deps) {
      const [one = "", other = ""] = await Promise.all(
        words.map((word) => readMember(word, person, deps)),
      );
      const { link, isNew } = await linkPeople(one, other, person, deps);
      const both = `${address(link.one)} and ${address(link.other)}`;
      if (!isNew) return sentence(`${both} are linked already.`);
      return sentence(`${both} are one person now: each reads what the other may.`);
    },
  },
  {
    name: "access unlink",
    usage: "<e-mail> <e-mail>",
    summary: "take that back",
    needsAdmin: true,
    takes: [2, 2],
    async run(words, { person }, deps) {
      const [first = "", second = ""] = await Promise.all(
        words.map((word) => readMember(word, person, deps)),
      );
      const { one, other } = await unlinkPeople(first, second, person, deps);
      return sentence(`${address(one)} and ${address(other)} are two people again.`);
    },
  },
];

function address(principal: string): string {
  return principal.slice("user:".length);
}
