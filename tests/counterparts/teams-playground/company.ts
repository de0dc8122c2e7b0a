/** Who and what there is in the playground's company; its own format, which JSON is a kind of. */
const TENANT = "11111111-1111-4111-8111-111111111111";

const person = (n: number, givenName: string, surname: string) => {
  const email = `${givenName}.${surname}@example.com`.toLowerCase();
  return {
    id: `user-id-${n}`,
    name: `${givenName} ${surname}`,
    // The misspelling is the playground's.
    userPrincipleName: email,
    aadObjectId: `33333333-3333-4333-8333-00000000000${n}`,
    givenName,
    surname,
    email,
  };
};

/** Whoever sits before it: there is no other whose words it sends. */
export const you = person(0, "Alex", "Wilder");

export const BOT_NAME = "Footnote";

/** Exactly five others: it takes neither more nor fewer. */
export const company = {
  version: "0.1.1",
  tenantId: TENANT,
  bot: { id: "22222222-2222-4222-8222-222222222222", name: BOT_NAME },
  currentUser: you,
  users: [
    person(1, "Maya", "Bowman"),
    person(2, "Adele", "Vann"),
    person(3, "Isaiah", "Lange"),
    person(4, "Patti", "Fern"),
    person(5, "Lynne", "Robb"),
  ],
  personalChat: { id: "a:1-footnote-and-you" },
  groupChat: { id: "19:offsite@thread.v2", name: "Group Chat" },
  team: {
    id: "19:general@thread.tacv2",
    name: "My Team",
    aadGroupId: "44444444-4444-4444-8444-444444444444",
    channels: [{ id: "19:announcements@thread.tacv2", name: "Announcements" }],
  },
} as const;
