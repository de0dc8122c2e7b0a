import type { CountryCode } from "libphonenumber-js/min";
import { findEmails } from "./detectors/find-emails.ts";
import { findIps } from "./detectors/find-ips.ts";
import { findAccounts } from "./detectors/ids/find-accounts.ts";
import { findAddresses } from "./detectors/ids/find-addresses.ts";
import { findBirthdates } from "./detectors/ids/find-birthdates.ts";
import { findIds } from "./detectors/ids/find-ids.ts";
import { findUsernames } from "./detectors/ids/find-usernames.ts";
import { plainDigits } from "./detectors/numbers/digit-groups.ts";
import { findCards } from "./detectors/numbers/find-cards.ts";
import { findIbans } from "./detectors/numbers/find-ibans.ts";
import { findPhones } from "./detectors/numbers/find-phones.ts";
import { findSsns } from "./detectors/numbers/find-ssns.ts";
import { findSecrets } from "./detectors/secrets/find-secrets.ts";
import { type Detector, type Finding, KINDS } from "./finding.ts";
import { createLoginFinder } from "./names/find-logins.ts";
import { createMentionFinder } from "./names/find-mentions.ts";
import { createPeopleFinder } from "./names/find-people.ts";
import type { Person } from "./names/person.ts";

export interface FinderOptions {
  /** Whoever texts may name. */
  people?: readonly Person[];
  /** Where a number without a country's is to be called. */
  country?: CountryCode | undefined;
}

/** Finds what names or lets in somebody; of two that overlap, what is surer. */
export function createFinder({ people = [], country }: FinderOptions = {}): Detector {
  const detectors: Detector[] = [
    findSecrets,
    findEmails,
    findIbans,
    findCards,
    createMentionFinder(people),
    findIps,
    findSsns,
    findIds,
    findAccounts,
    findAddresses,
    findBirthdates,
    findUsernames,
    createLoginFinder(people),
    (text) => findPhones(text, country),
    createPeopleFinder(people),
  ];
  return (text) => {
    const plain = plainDigits(text);
    return apart(detectors.flatMap((detect) => detect(plain)));
  };
}

/** In the order of the text; overlapping ones of a kind become one, of two kinds the surer takes all. */
function apart(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  const inOrder = findings.toSorted((a, b) => a.start - b.start || b.end - a.end);
  for (const finding of inOrder) {
    const last = kept.at(-1);
    if (last === undefined || finding.start >= last.end) kept.push(finding);
    else kept[kept.length - 1] = joined(last, finding);
  }
  return kept;
}

function joined(a: Finding, b: Finding): Finding {
  const surer = KINDS.indexOf(b.kind) < KINDS.indexOf(a.kind) ? b : a;
  return { ...surer, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
