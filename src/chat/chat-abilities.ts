/** What a chat platform may let people do with Footnote; what each does is in its own `abilities.ts`. */
export const chatAbilities = {
  "own-chat": "Asking Footnote alone, in a conversation of one's own",
  rooms: "Asking in rooms with several people; the answer uses only what each of them may read",
  "known-people": "Footnote knows who asks, and what they and their groups may read",
  threads: "Several threads side by side, each read on its own",
  "follow-ups": "Follow-ups in a thread of a room without naming Footnote again",
  "auto-answer": "Questions of a room that are answered unasked, where an admin turns that on",
  "earlier-messages": "What people said in a thread before Footnote was asked is understood",
  edits: "An edited question is answered again",
  deletions: "A deleted question takes its answer along",
  reactions: "A reaction mutes Footnote in a thread, and taking it away brings Footnote back",
  "suggested-questions": "Questions to begin with are offered",
  status: "While Footnote works, it shows what it does",
  streaming: "An answer is seen while it is written",
  stop: "A person stops an answer that is being written",
  choices: "The choices of a question back are buttons",
  "ask-privately": "The question of an answer in a room is asked again for one person alone",
  "alone-in-room": "What is for one person alone is shown in the room, unseen by the others",
  share: "A private answer is asked again for everybody in the room",
  "ask-expert": "An expert is called, and what a person then answers is kept for review",
  votes: "Votes on an answer, which can be changed and taken back",
  reasons: "A reason and a correction for a vote against",
  "source-votes": "A vote on one source of an answer",
  proposals: "A message is proposed as a verified answer",
  commands: "Admins' commands, answered to the admin alone",
  forms: "Sources are added and changed in a form",
  "secret-page": "Secrets are given on a page of Footnote's own, by a link that works once",
  progress: "The progress of a sync is shown while it goes on",
  home: "A page of one's own: what can be asked, one's recent questions, for admins the sources",
  digest: "A weekly digest in a room of admins",
  "delivery-check":
    "After a crash Footnote looks whether a message arrived before it sends it again",
} as const satisfies Record<string, string>;

export type ChatAbility = keyof typeof chatAbilities;

/** What the journeys do not show, and by platform the test that holds it instead. */
export const heldElsewhere = {
  "suggested-questions": {
    Slack: "tests/chat/slack/home/home.test.ts",
    "Microsoft Teams": "tests/chat/teams/show/say.test.ts",
    "Web chat": "tests/journeys/serve.test.ts",
  },
  "secret-page": {
    Slack: "tests/administration/journey.test.ts",
    "Microsoft Teams": "tests/chat/teams/commands/render-reply.test.ts",
  },
  digest: {
    Slack: "tests/administration/digest/digest.test.ts",
    "Microsoft Teams": "tests/chat/teams/commands/render-reply.test.ts",
  },
  "delivery-check": {
    Slack: "tests/chat/slack/show/recovery.test.ts",
    "Microsoft Teams": "tests/chat/teams/whole/lost-send.test.ts",
    "Web chat": "tests/chat/answer-stream.test.ts",
  },
} as const satisfies Partial<Record<ChatAbility, Readonly<Record<string, string>>>>;

/**
 * `yes`; `yes` with the condition that it holds under, or how it differs; or `no` with what people do
 * instead.
 */
export type AbilityHere = "yes" | { yes: string } | { no: string };

/** What one platform declares, each ability of it. */
export type PlatformAbilities = Readonly<Record<ChatAbility, AbilityHere>>;

/** What is lacking and what people do instead; undefined where a platform has the ability. */
export function lackOf(ability: ChatAbility, abilities: PlatformAbilities): string | undefined {
  const here = abilities[ability];
  return typeof here === "object" && "no" in here ? here.no : undefined;
}

const HEAD = `# What each chat can do

Generated from \`src/chat/<platform>/abilities.ts\` by \`npm run generate\`; the journeys in
\`tests/contracts/chat-journeys\` hold each platform to what stands here, but for the lines with a
number: those are held by the tests that are named at the end.
`;

/** The declarations as a page: how the platforms differ, and below what is the same on all. */
export function describeAbilities(platforms: Readonly<Record<string, PlatformAbilities>>): string {
  const names = Object.keys(platforms);
  const all = Object.keys(chatAbilities) as ChatAbility[];
  const isSame = (ability: ChatAbility) =>
    Object.values(platforms).every((abilities) => abilities[ability] === "yes");
  const rows = all
    .filter((ability) => !isSame(ability))
    .map((ability) => {
      const cells = Object.values(platforms).map((abilities) => inWords(abilities[ability]));
      return [titleOf(ability), ...cells];
    });
  const same = all.filter(isSame).map((ability) => `- ${titleOf(ability)}`);
  return [
    HEAD,
    "## Differences\n",
    ...tableLines(["", ...names], rows),
    "\n## The same everywhere\n",
    ...same,
    "\n## Not held by the journeys\n",
    ...Object.values(heldElsewhere).map((tests, at) => {
      const named = Object.entries(tests).map(([name, test]) => `${name}: \`${test}\``);
      return `${at + 1}. ${named.join("; ")}`;
    }),
    "",
  ].join("\n");
}

/** What people may do; with a number where it is held elsewhere than in the journeys. */
function titleOf(ability: ChatAbility): string {
  const at = Object.keys(heldElsewhere).indexOf(ability);
  return at < 0 ? chatAbilities[ability] : `${chatAbilities[ability]} (${at + 1})`;
}

/** A table whose columns stand below each other in the source, too. */
function tableLines(head: string[], rows: string[][]): string[] {
  const widths = head.map((_, at) =>
    Math.max(3, ...[head, ...rows].map((cells) => cells[at]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)];
}

function inWords(here: AbilityHere): string {
  if (here === "yes") return "**Yes**";
  return "yes" in here ? `**Yes.** ${here.yes}` : `**No.** ${here.no}`;
}
