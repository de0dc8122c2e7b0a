import { AccessError } from "../access-error.ts";
import { describeNoPrincipal } from "../describe-no-principal.ts";
import { isUser } from "../groups/group-kinds.ts";
import { parsePrincipal } from "../principals.ts";

/** Somebody whose rights are asked about. */
export interface ExplainedPerson {
  /** As they are shown. */
  name: string;
  /** What they hold by themselves, without what follows from it. */
  principals: string[];
  /** Who says that they hold it: the platform that was asked; undefined: whoever asks. */
  saidBy: string | undefined;
  /** Whether they are a full member is part of the principals; else nobody was asked. */
  isStandingKnown: boolean;
}

/** Of a person of a chat. */
const PLATFORM_ID = /^(?:slack|teams):/;

/** Somebody by an address or a principal alone, where no platform is asked. @throws AccessError */
export function readPerson(text: string): ExplainedPerson {
  const word = text.trim();
  if (PLATFORM_ID.test(word)) {
    throw new AccessError(
      `Who ${word} is, only the chat knows: give their e-mail address here, or ask there with \`access explain\`.`,
    );
  }
  const isAddress = /^[^\s:@]+@[^\s:@]+$/.test(word);
  const principal = parsePrincipal(isAddress ? `user:${word}` : word);
  if (principal === undefined) throw new AccessError(describeNoPrincipal(word));
  const isPerson = isUser(principal);
  return {
    name: isPerson ? principal.slice("user:".length) : `Whoever holds ${principal}`,
    principals: [principal],
    saidBy: undefined,
    isStandingKnown: !isPerson,
  };
}

/**
 * Somebody as a platform knows them. What it says of them has groups added already; those are found
 * again with their reasons, and of addresses only their own is theirs by itself.
 */
export function knownPerson(
  name: string,
  audience: readonly string[],
  own: string | undefined,
  saidBy: string,
): ExplainedPerson {
  const principals = audience.filter((one) =>
    isUser(one) ? one === own : !/^(?:google-group|confluence-group|group):/.test(one),
  );
  return { name, principals, saidBy, isStandingKnown: true };
}
