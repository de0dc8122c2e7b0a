import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFootnote } from "../../support/footnote.ts";
import { jsonLines, temporaryFolder, writeFiles } from "../../support/temporary-folder.ts";

interface Report {
  probes: number;
  leaks: number;
  allowedRecall: number;
  byHandRecall: number;
  contradictions: number;
  failed: number;
  groups: number;
  unknownPrincipals: string[];
  surfaces: Record<string, { asked: number; leaks: number }>;
}

const footnote = createFootnote();

const DOCUMENTS = [
  {
    _id: "bonus",
    title: "Bonus pool",
    text: "The bonus pool for executives is 730000 EUR a year. The Kingfisher committee decides on it in March.",
    readableBy: ["group:finance"],
  },
  {
    _id: "leave",
    title: "Annual leave",
    text: "Every employee gets 28 days of annual leave per year. Unused days expire on 31 March.",
  },
  {
    _id: "visitors",
    title: "Visitors",
    text: "Visitors park behind the house. The gate closes at ten in the evening.",
    readableBy: ["public"],
  },
  {
    _id: "partners",
    title: "Partner prices",
    text: "Partners pay 61 EUR for each pallet of the spring catalogue.",
    readableBy: ["domain:partner.test", "user:ANA@Example.test"],
  },
  {
    _id: "draft",
    title: "Draft",
    text: "The tower of Lindholm is sold for 900 EUR before summer.",
    readableBy: [],
  },
  {
    _id: "unclear",
    title: "Unclear",
    text: "The lighthouse keeper of Norrby is paid in herrings every Friday.",
    readableBy: ["everyone", "team finance"],
  },
];
const USERS = [
  { id: "ana", principals: ["everyone", "user:ana@example.test"] },
  { id: "fin", principals: ["everyone", "group:finance"] },
  { id: "guest", principals: [] },
  { id: "partner", principals: ["domain:partner.test"] },
];
const GROUP = { id: "group:all-of-pay", members: ["google-group:pay@example.test"] };
const BONUS = "How large is the bonus pool for executives?";
const LEAVE = "How many days of annual leave does every employee get?";
const PALLET = "What do partners pay for each pallet?";
const GATE = "When does the gate close?";
const PROBES = [
  ["ana", BONUS, "bonus", false],
  ["fin", BONUS, "bonus", true],
  ["guest", LEAVE, "leave", false],
  ["ana", LEAVE, "leave", true],
  ["guest", GATE, "visitors", true],
  ["partner", PALLET, "partners", true],
  ["ana", PALLET, "partners", true],
  ["fin", PALLET, "partners", false],
  ["fin", "For how much is the tower of Lindholm sold?", "draft", false],
  ["fin", "How is the lighthouse keeper of Norrby paid?", "unclear", false],
].map(([user, question, documentId, allowed]) => ({ user, question, documentId, allowed }));

function company(change: Record<string, string> = {}): string {
  return writeFiles(temporaryFolder("permissions"), {
    "documents.jsonl": jsonLines(DOCUMENTS),
    "users.jsonl": jsonLines(USERS),
    "probes.jsonl": jsonLines(PROBES),
    ...change,
  });
}

test("eval permissions: nothing leaks, and each finds what they may read", async () => {
  const directory = company();
  const out = join(directory, "out.jsonl");
  const report = await footnote.json<Report>("eval", "permissions", directory, "--out", out);
  expect(report).toMatchObject({ probes: 10, leaks: 0, allowedRecall: 1, byHandRecall: 1 });
  expect(report.contradictions).toBe(0);
  for (const [surface, { asked, leaks }] of Object.entries(report.surfaces)) {
    expect([surface, asked > 0, leaks]).toEqual([surface, true, 0]);
  }
  const lines = readFileSync(out, "utf8").trim().split("\n");
  expect(JSON.parse(lines[1] ?? "")).toMatchObject({ user: "fin", documentId: "bonus", rank: 1 });
});

test("eval permissions: groups that users are in by others count, in circles too", async () => {
  const groups = [
    GROUP,
    { id: "google-group:PAY@Example.test", members: ["user:ana@example.test", "group:second"] },
    { id: "group:second", members: ["group:all-of-pay", "domain:partner.test"] },
  ];
  const documents = [{ ...DOCUMENTS[0], readableBy: ["group:all-of-pay"] }];
  const probes = [
    { user: "ana", question: BONUS, documentId: "bonus", allowed: true },
    { user: "partner", question: BONUS, documentId: "bonus", allowed: true },
    { user: "fin", question: BONUS, documentId: "bonus", allowed: false },
  ];
  const directory = company({
    "documents.jsonl": jsonLines(documents),
    "groups.jsonl": jsonLines(groups),
    "probes.jsonl": jsonLines(probes),
  });
  const report = await footnote.json<Report>("eval", "permissions", directory);
  expect(report).toMatchObject({ probes: 3, leaks: 0, allowedRecall: 1, groups: 3 });
  expect(report.contradictions).toBe(0);
});

test("eval permissions: odd data is asked all the same, and what is unknown is nobody's", async () => {
  const documents = [
    {
      _id: "规则/ü 1",
      title: "Ägide",
      text: DOCUMENTS[0]?.text,
      readableBy: [" user:Ünal@X.test "],
    },
    { _id: 7, title: null, text: DOCUMENTS[1]?.text, readableBy: ["EVERYONE"] },
    {
      _id: "ftp",
      title: "F",
      text: DOCUMENTS[2]?.text,
      url: "ftp://x.test/",
      readableBy: ["public"],
    },
    DOCUMENTS[3],
    DOCUMENTS[3],
  ];
  const users = [
    { id: "ü🙂", principals: ["user:ünal@x.test", "all"] },
    { id: "nobody" },
    { id: 5, principals: ["everyone"] },
  ];
  const probes = [
    { user: "ü🙂", question: BONUS, documentId: "规则/ü 1", allowed: true },
    { user: "nobody", question: BONUS, documentId: "规则/ü 1", allowed: false },
    { user: 5, question: LEAVE, documentId: 7, allowed: false },
  ];
  const directory = company({
    "documents.jsonl": `\uFEFF${jsonLines(documents).replaceAll("\n", "\r\n")}`,
    "users.jsonl": jsonLines(users),
    "probes.jsonl": jsonLines(probes),
  });
  const report = await footnote.json<Report>("eval", "permissions", directory);
  // The document for nobody who is known, and the one whose address no browser opens.
  expect(report).toMatchObject({ probes: 3, leaks: 0, allowedRecall: 1, failed: 3 });
  expect(report.contradictions).toBe(0);
  expect(report.unknownPrincipals).toEqual([expect.stringContaining("Did you mean everyone?")]);
});

test("eval permissions: without a probe there is nothing to report", async () => {
  const directory = company({ "probes.jsonl": "\n" });
  const { code, stderr } = await footnote.run("eval", "permissions", directory);
  expect([code, stderr.trim()]).toEqual([
    1,
    `${join(directory, "probes.jsonl")} holds no probe, so that nothing can be asked.`,
  ]);
});

test("eval permissions: what a probe calls forbidden leaks where it is shown", async () => {
  const probes = [
    { user: "ana", question: LEAVE, documentId: "leave", allowed: false },
    { user: "ana", question: BONUS, documentId: "bonus", allowed: true },
  ];
  const report = await footnote.json<Report>(
    "eval",
    "permissions",
    company({ "probes.jsonl": jsonLines(probes) }),
  );
  expect(report).toMatchObject({ probes: 2, leaks: 1, allowedRecall: 0, contradictions: 2 });
  for (const [surface, { leaks }] of Object.entries(report.surfaces)) {
    expect([surface, leaks > 0]).toEqual([surface, true]);
  }
});

test.each([
  ["probes.jsonl", jsonLines([...PROBES, { ...PROBES[0], user: "eve" }]), 11, 'the user "eve"'],
  ["probes.jsonl", jsonLines([{ ...PROBES[0], documentId: "x" }]), 1, 'the document "x"'],
  ["probes.jsonl", `\n${jsonLines([{ ...PROBES[0], allowed: "no" }])}`, 2, "allowed"],
  ["users.jsonl", jsonLines([...USERS, { id: "ana", principals: [] }]), 5, 'the user "ana"'],
  ["users.jsonl", jsonLines([{ id: "ana", principals: "everyone" }]), 1, "principals"],
  ["documents.jsonl", jsonLines([...DOCUMENTS, { ...DOCUMENTS[1], readableBy: [] }]), 7, '"leave"'],
  ["documents.jsonl", "{", 1, "is not JSON"],
  ["groups.jsonl", jsonLines([{ id: "finance", members: [] }]), 1, "Did you mean group:finance?"],
  ["groups.jsonl", jsonLines([{ id: "slack-group:T1:S1", members: [] }]), 1, "each user holds"],
  ["groups.jsonl", jsonLines([{ id: "group:a", members: ["public"] }]), 1, "nobody is in public"],
  [
    "groups.jsonl",
    jsonLines([GROUP, { ...GROUP, members: [] }]),
    2,
    'the group "group:all-of-pay" stands on another',
  ],
])(
  "eval permissions: bad data is named, with file and line (%s)",
  async (file, text, line, what) => {
    const directory = company({ [file]: text });
    const { code, stdout, stderr } = await footnote.run("eval", "permissions", directory, "--json");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(`Line ${line} of ${join(directory, file)}`);
    expect(stderr).toContain(what);
  },
);
