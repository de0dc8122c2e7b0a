import { addressPattern } from "../../../text/addresses.ts";
import type { Finding } from "../finding.ts";

const PLAIN = new RegExp(addressPattern("^|mailto:|%20"), "gu");
/** How people write one so that no machine finds it, and what an address makes of the sign. */
const HIDDEN =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._+-]{1,64}(?: ?[[({] ?(?:at|@|ät) ?[\])}] ?|%40)[\p{L}\p{N}-]{1,63}(?:(?:\.| ?[[({] ?(?:dot|punkt|point|punto|\.) ?[\])}] ?)[\p{L}\p{N}-]{1,63}){1,5}/giu;
const DOMAIN = /^(?:[\p{L}\p{N}_-]{1,63}\.)+(?<top>\p{L}[\p{L}\p{N}-]{1,62})$/u;
/** Where software ends so: `logo@2x.png`. */
const FILE_ENDS =
  /^(?:png|jpe?g|gif|svg|webp|ico|css|m?[jt]sx?|json|ya?ml|html?|pdf|service|socket)$/i;
/** Accounts of machines that belong to nobody: `git@github.com:acme/app`. */
const MACHINES = /^(?:git|hg|svn)@/i;

/** Who signs in and with what, before a machine: `postgres://app:secret@db.internal`. */
const SIGNING_IN = /[a-z][a-z\d+.-]*:\/\/[^\s/@"'<>]*$/i;

export function findEmails(text: string): Finding[] {
  const plain = [...text.matchAll(PLAIN)].filter(
    ({ 0: found, index }) =>
      isAddress(found) && !SIGNING_IN.test(text.slice(Math.max(0, index - 100), index)),
  );
  const hidden = [...text.matchAll(HIDDEN)];
  return [...plain, ...hidden].map(({ index, 0: found }) => ({
    kind: "EMAIL",
    start: index,
    end: index + found.length,
    identity: canonical(found),
  }));
}

function isAddress(found: string): boolean {
  const top = DOMAIN.exec(found.slice(found.lastIndexOf("@") + 1))?.groups?.top;
  return top !== undefined && !FILE_ENDS.test(top) && !MACHINES.test(found);
}

function canonical(found: string): string {
  return found
    .toLowerCase()
    .normalize("NFC")
    .replace(/ ?[[({] ?(?:at|@|ät) ?[\])}] ?|%40/u, "@")
    .replaceAll(/ ?[[({] ?(?:dot|punkt|point|punto|\.) ?[\])}] ?/gu, ".");
}
