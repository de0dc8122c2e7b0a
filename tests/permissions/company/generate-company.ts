import { seededRandom } from "../../support/seeded-random.ts";
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

export interface CompanyUser {
  id: string;
  isGuest: boolean;
  /** Groups that name this person themselves. */
  groups: string[];
  /** Of their own: address, domain, `everyone`. */
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
  /** The groups that a group is in, itself: whoever is in it is in those, and in what those are in. */
  parents: Map<string, string[]>;
  channels: CompanyChannel[];
  probes: CompanyProbe[];
  /** What each document answers. */
  questions: Map<string, string>;
}

const DOMAIN = "meridian.test";
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
const GROUP_KINDS = [
  "group:%",
  `google-group:%@${DOMAIN}`,
  "confluence-group:meridian:%",
  "slack-group:T1:%",
  "entra-group:tenant1:%",
];

/** A company that is the same for the same seed: documents, people in nested groups, channels, probes. */
export function generateCompany(size: CompanySize): Company {
  const random = seededRandom(size.seed);
  const groups = Array.from({ length: Math.max(6, Math.round(size.users / 8)) }, (_, at) =>
    (GROUP_KINDS[at % GROUP_KINDS.length] ?? "group:%").replace("%", `team${at}`),
  );
  // A group is only in those before it, so that none is in itself.
  const parents = new Map(
    groups.map((group, at) => [
      group,
      at > 0 && random() < 0.5 ? [pick(groups.slice(0, at), random)] : [],
    ]),
  );
  const users = Array.from({ length: size.users }, (_, at): CompanyUser => {
    const isGuest = at % 10 === 9;
    const name = `user${at}`;
    const own = isGuest
      ? [`user:${name}@elsewhere.test`]
      : [`user:${name}@${DOMAIN}`, `domain:${DOMAIN}`, "everyone"];
    return {
      id: name,
      isGuest,
      groups: pickSome(groups, 1 + Math.floor(random() * 2), random),
      own,
    };
  });
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
  const company = { documents, users, parents, channels, probes: [], questions };
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

function pickReaders(
  groups: readonly string[],
  users: readonly CompanyUser[],
  random: () => number,
): string[] | undefined {
  const chance = random();
  if (chance < 0.03) return undefined;
  if (chance < 0.06) return [];
  if (chance < 0.1) return ["public"];
  if (chance < 0.3) return ["everyone"];
  if (chance < 0.38) return [`domain:${DOMAIN}`];
  if (chance < 0.55) return pickSome(users, 2, random).map(({ own }) => own[0] ?? "");
  return pickSome(groups, chance < 0.85 ? 1 : 2, random);
}

function pickProbes(
  company: Omit<Company, "probes">,
  count: number,
  random: () => number,
): CompanyProbe[] {
  const readers = new Map(company.users.map((user) => [user.id, principalsOf(user, company)]));
  const probes: CompanyProbe[] = [];
  while (probes.length < count) {
    const document = pick(company.documents, random);
    const wanted = probes.length % 2 === 0;
    const user = pick(company.users, random).id;
    const allowed = mayRead(readers.get(user) ?? [], document);
    // Most documents are not for most people: as many probes of one kind as of the other.
    if (allowed !== wanted) continue;
    const question = company.questions.get(document._id) ?? "";
    probes.push({ user, question, documentId: document._id, allowed });
  }
  return probes;
}

/** All that somebody holds, through groups in groups, too. */
export function principalsOf(
  { own, groups }: CompanyUser,
  { parents }: Pick<Company, "parents">,
): string[] {
  const held = new Set(groups);
  for (const group of held) for (const parent of parents.get(group) ?? []) held.add(parent);
  return [...own, ...held];
}

/** The rule as product.md states it, once more and by itself. */
export function mayRead(
  principals: readonly string[],
  { readableBy = ["everyone"] }: CompanyDocument,
) {
  return readableBy.some((one) => one === "public" || principals.includes(one));
}
