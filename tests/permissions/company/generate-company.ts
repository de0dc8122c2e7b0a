import { seededRandom } from "../../support/seeded-random.ts";
import {
  type CompanyGroup,
  DOMAIN,
  generateGroups,
  pickReaderGroups,
} from "./groups/generate-groups.ts";
import { type KnownPerson, peopleWhoHold } from "./groups/held-by-hand.ts";
import { inventName, pick, pickSome } from "./invent.ts";

export interface CompanySize {
  documents: number;
  users: number;
  channels: number;
  probes: number;
  seed: number;
}

export interface CompanyDocument {
  _id: string;
  title: string;
  text: string;
  url?: string;
  /** Absent: whoever may read the source. */
  readableBy?: string[];
}

export interface CompanyUser extends KnownPerson {
  /** What the chat says of them, groups aside: address, domain, `everyone`. */
  own: string[];
}

export interface CompanyChannel {
  name: string;
  kind: "open" | "closed";
  members: string[];
}

export interface CompanyProbe {
  user: string;
  question: string;
  documentId: string;
  allowed: boolean;
}

export interface Company {
  documents: CompanyDocument[];
  users: CompanyUser[];
  groups: Map<string, CompanyGroup>;
  /** Addresses of one person each, as admins said. */
  links: [string, string][];
  channels: CompanyChannel[];
  probes: CompanyProbe[];
  /** What each document answers. */
  questions: Map<string, string>;
}

const ATTRIBUTES = [
  ["approval limit", "EUR"],
  ["storage quota", "gigabytes"],
  ["yearly budget", "EUR"],
  ["access code", "on the keypad"],
  ["head count", "people"],
  ["insured value", "EUR"],
  ["settlement sum", "EUR"],
  ["contract number", "in the register"],
] as const;
const BOILERPLATE = [
  "This page is reviewed twice a year by its owner and by the records office.",
  "Questions about this page go to the front desk between nine and five.",
  "Whoever prints this page takes it home or puts it through the shredder.",
];
/** A company that is the same for the same seed: documents, people in nested groups, channels, probes. */
export function generateCompany(size: CompanySize): Company {
  const random = seededRandom(size.seed);
  const users = Array.from({ length: size.users }, (_, at) => inventUser(at));
  const groups = generateGroups(users, random);
  const links = linkUsers(users);
  const documents: CompanyDocument[] = [];
  const questions = new Map<string, string>();
  let project = inventName(random);
  let forerunner = `${inventName(random)} ${inventName(random)}`;
  for (let at = 0; at < size.documents; at++) {
    // A few pages on each project, with readers of their own each.
    if (at % 3 === 0) project = inventName(random);
    const name = `${project} ${inventName(random)}`;
    const { question, ...document } = writeDocument(at, name, random);
    // Pages name pages that other people may read.
    document.text += `\n\nThe forerunner of ${name} was ${forerunner}.`;
    forerunner = name;
    const readers = pickReaders(groups, users, random);
    documents.push({ ...document, ...(readers && { readableBy: readers }) });
    questions.set(document._id, question);
  }
  const channels = Array.from({ length: size.channels }, (_, at): CompanyChannel => {
    const kind = at % 3 === 0 ? "closed" : "open";
    return {
      name: `channel${at}`,
      kind,
      members: pickSome(users, 2 + Math.floor(random() * 5), random).map(({ id }) => id),
    };
  });
  const company = { documents, users, groups, links, channels, probes: [], questions };
  return { ...company, probes: pickProbes(company, size.probes, random) };
}

function writeDocument(at: number, name: string, random: () => number) {
  const facts = pickSome(ATTRIBUTES, 3, random).map(([attribute, unit]) => {
    const value = 10_000 + Math.floor(random() * 89_999_999);
    return { attribute, sentence: `The ${attribute} of ${name} is ${value} ${unit}.` };
  });
  const asked = facts[0]?.attribute ?? "";
  return {
    _id: `page-${at}`,
    title: `${name} handbook`,
    text: `# ${name}\n\n${facts.map(({ sentence }) => sentence).join(" ")}\n\n${pick(BOILERPLATE, random)}`,
    ...(at % 2 === 0 && { url: `https://wiki.${DOMAIN}/pages/${at}` }),
    question: `What is the ${asked} of ${name}?`,
  };
}

/** Every tenth is a guest; some have an address of before in other systems, or show none there. */
function inventUser(at: number): CompanyUser {
  const name = `user${at}`;
  const isGuest = at % 10 === 9;
  const address = isGuest ? `${name}@elsewhere.test` : `${name}@${DOMAIN}`;
  const elsewhere = at % 7 === 3 ? `${name}@before.test` : address;
  return {
    ...{ id: name, isGuest, address },
    own: isGuest ? [`user:${address}`] : [`user:${address}`, `domain:${DOMAIN}`, "everyone"],
    knownAs: {
      own: address,
      google: elsewhere,
      confluence: at % 11 === 5 ? undefined : elsewhere,
    },
  };
}

/** Most who have another address are known to; and a few guests are linked with somebody of the company. */
function linkUsers(users: readonly CompanyUser[]): [string, string][] {
  return users.flatMap(({ address, knownAs, isGuest }, at): [string, string][] => {
    const links: [string, string][] = [];
    if (address === undefined) return links;
    const isKnown = at % 3 !== 0;
    if (knownAs.google !== undefined && knownAs.google !== address && isKnown) {
      links.push([address, knownAs.google]);
    }
    const before = users[at - 1]?.address;
    if (isGuest && at % 20 === 19 && before !== undefined) links.push([address, before]);
    return links;
  });
}

function pickReaders(
  groups: ReadonlyMap<string, CompanyGroup>,
  users: readonly CompanyUser[],
  random: () => number,
): string[] | undefined {
  const chance = random();
  if (chance < 0.03) return undefined;
  if (chance < 0.06) return [];
  if (chance < 0.1) return ["public"];
  if (chance < 0.2) return ["everyone"];
  if (chance < 0.25) return [`domain:${DOMAIN}`];
  if (chance < 0.34) return pickSome(users, 2, random).map(({ own }) => own[0] ?? "");
  return pickReaderGroups(groups, chance < 0.8 ? 1 : 2, random);
}

function pickProbes(
  company: Omit<Company, "probes">,
  count: number,
  random: () => number,
): CompanyProbe[] {
  const { mayRead } = createReadersByHand(company);
  const probes: CompanyProbe[] = [];
  while (probes.length < count) {
    const document = pick(company.documents, random);
    const wanted = probes.length % 2 === 0;
    const user = pick(company.users, random).id;
    const allowed = mayRead(user, document);
    // Most documents are not for most people: as many probes of one kind as of the other.
    if (allowed !== wanted) continue;
    const question = company.questions.get(document._id) ?? "";
    probes.push({ user, question, documentId: document._id, allowed });
  }
  return probes;
}

/** The rule as product.md states it, once more and by itself, as long as the company stays as it is. */
export function createReadersByHand({
  users,
  groups,
  links,
}: Pick<Company, "users" | "groups" | "links">) {
  const people = new Map(users.map((user) => [user.id, user]));
  const known = new Map<string, Set<string>>();
  function holders(principal: string): Set<string> {
    const found = known.get(principal) ?? peopleWhoHold(principal, { people, groups, links });
    known.set(principal, found);
    return found;
  }
  return {
    holds: (id: string, principal: string) => holders(principal).has(id),
    mayRead: (id: string, { readableBy = ["everyone"] }: Pick<CompanyDocument, "readableBy">) =>
      readableBy.some((one) => holders(one).has(id)),
    heldBy(id: string, documents: readonly CompanyDocument[]): string[] {
      const named = new Set(documents.flatMap(({ readableBy = ["everyone"] }) => readableBy));
      return [...named].filter((one) => holders(one).has(id));
    },
    /** Those of the chat's own groups that somebody is in. */
    groupsInChat: (id: string) =>
      [...groups.values()]
        .filter(({ kind }) => kind === "slack" || kind === "entra")
        .filter(({ principal }) => holders(principal).has(id))
        .map(({ principal }) => principal),
  };
}

/** How much hangs on groups: documents for groups of sources and admins alone, and on groups in groups. */
export function countThroughGroups({ documents, users, groups, links }: Company) {
  const { mayRead } = createReadersByHand({ users, groups, links });
  const isKept = (one: string) => /^(?:google-group|confluence-group|group):/.test(one);
  const through = documents.filter(
    ({ readableBy = [] }) => readableBy.length > 0 && readableBy.every(isKept),
  );
  const isDirect = (id: string, { readableBy = [] }: CompanyDocument) =>
    readableBy.some((one) => groups.get(one.replace(/(@[^:]+):.*$/, "$1"))?.people.includes(id));
  const nested = through.filter((one) =>
    users.some(({ id }) => mayRead(id, one) && !isDirect(id, one)),
  );
  const nobodys = through.filter((one) => !users.some(({ id }) => mayRead(id, one)));
  return {
    ...{ groups: groups.size, links: links.length, documents: through.length },
    ...{ withGroupsInGroups: nested.length, whoseGroupsNobodyKnows: nobodys.length },
  };
}

/** What the chat itself says of somebody. */
export function principalsInChat(
  { id, own }: CompanyUser,
  byHand: Pick<ReturnType<typeof createReadersByHand>, "groupsInChat">,
): string[] {
  return [...own, ...byHand.groupsInChat(id)];
}
