import { platformOf } from "../../chat/platform-of.ts";
import type { AdminDeps } from "../admin-command.ts";

const EMAIL = /^<?(?:mailto:)?([^\s:@<>]+@[^\s:@<>]+\.[^\s:@<>.,;]+)>?$/i;

/** An e-mail address as chats and mails write it; undefined for any other word. */
export function readAddress(word: string): string | undefined {
  return EMAIL.exec(word)?.[1];
}

/** A principal: people, groups and rooms of a platform may be named as there, people by an address. */
export async function readMember(
  word: string,
  by: string,
  { platforms }: Pick<AdminDeps, "platforms">,
): Promise<string> {
  const address = readAddress(word);
  if (address !== undefined) return `user:${address}`;
  return (await platformOf(by, platforms).findReader(word, by)) ?? word;
}
