import { expect, test } from "vitest";
import { ask, BONUS, LEAVE, PARTNER, STUDIO, startSignIn } from "./sign-in-world.ts";

test("without a sign-in nothing is shown, and the page leads to one", async () => {
  const { browser } = await startSignIn();
  const nobody = browser();
  for (const path of ["/", "/documents/handbook/leave.md"]) {
    const response = await nobody.open(path);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toMatch(/^\/sign-in/);
  }
  for (const path of ["status", "threads", "me", "threads/thread-0001", "answers/abc/why"]) {
    const response = await nobody.fetch(`/api/${path}`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ signIn: "/sign-in" });
  }
  expect((await ask(nobody, LEAVE)).status).toBe(401);
  const page = await (await nobody.open("/sign-in?returnTo=/documents/handbook/leave.md")).text();
  expect(page).toContain("Continue with Slack");
  expect(page).toContain("Continue with Microsoft");
  expect(page).toContain("/sign-in/slack?returnTo=%2Fdocuments%2Fhandbook%2Fleave.md");
  expect((await nobody.open("/healthz")).status).toBe(200);
});

test("a member, a guest and the owner sign in with Slack, and each sees what they may", async () => {
  const { browser } = await startSignIn();
  const [amy, gina, olga] = [browser(), browser(), browser()];
  expect((await amy.signIn("slack", "amy")).headers.get("location")).toBe("/");
  await gina.signIn("slack", "gina");
  await olga.signIn("slack", "olga");
  expect(await (await amy.fetch("/api/me")).json()).toMatchObject({
    signedIn: { name: "Amy Lindqvist", through: "Slack", isAdmin: false },
  });
  // Who may review is shown the way there.
  expect(await (await olga.fetch("/api/me")).json()).toMatchObject({ signedIn: { isAdmin: true } });
  const titlesOf = async (text: string) =>
    Promise.all([amy, gina, olga].map(async (one) => (await ask(one, text)).titles));
  expect(await titlesOf(LEAVE)).toEqual([["Annual leave"], [], ["Annual leave"]]);
  expect(await titlesOf(BONUS)).toEqual([[], [], ["Bonus pool"]]);
  expect(await titlesOf(STUDIO)).toEqual([[], ["Studio library"], []]);
  const statuses = await Promise.all(
    ["leave.md", "board.md", "studio.md"].map(async (name) =>
      Promise.all(
        [amy, gina, olga].map(
          async (one) => (await one.open(`/documents/handbook/${name}`)).status,
        ),
      ),
    ),
  );
  expect(statuses).toEqual([
    [200, 404, 200],
    [404, 404, 200],
    [404, 200, 404],
  ]);
  const counts = await Promise.all(
    [amy, gina, olga].map(async (one) => {
      const { sources } = await read(await one.fetch("/api/status"));
      return sources?.map(({ documents }) => documents);
    }),
  );
  expect(counts).toEqual([[1], [1], [2]]);
});

test("nobody reaches another's threads, answers, votes or sources, whatever ids they know", async () => {
  const { browser, app } = await startSignIn();
  const [olga, amy] = [browser(), browser()];
  await olga.signIn("slack", "olga");
  await amy.signIn("slack", "amy");
  const { answerId, threadId } = await ask(olga, BONUS);
  const [record] = await app.storage.answers
    .listThreads("slack:T1:U1", 10)
    .then(async () => [await app.storage.answers.get(answerId)]);
  const ids = [threadId, record?.threadId ?? "", encodeURIComponent(record?.threadId ?? "")];
  for (const id of ids) expect((await amy.fetch(`/api/threads/${id}`)).status).toBe(404);
  for (const rest of ["", "/why", "/events", "/citations/1"]) {
    expect((await amy.fetch(`/api/answers/${answerId}${rest}`)).status).toBe(404);
    expect((await olga.fetch(`/api/answers/${answerId}${rest}`)).status).toBe(200);
  }
  expect((await amy.post(`/api/answers/${answerId}/votes`, { vote: "up" })).status).toBe(404);
  expect((await olga.post(`/api/answers/${answerId}/votes`, { vote: "up" })).status).toBe(200);
  expect(await (await amy.fetch("/api/threads")).json()).toEqual({ threads: [] });
  // A thread of the same name is another one, and its first turns are nobody else's context.
  const follow = await ask(amy, "And when is that decided?", threadId);
  expect(follow.text).not.toContain("Kingfisher");
  const { threads } = await read(await olga.fetch("/api/threads"));
  expect(threads).toMatchObject([{ threadId, title: BONUS }]);
  const [vote] = await app.storage.feedback.votes(answerId);
  expect(vote?.voter).toBe(record?.askedBy);
});

test("Slack's word counts at each question: deactivated, made a guest, away", async () => {
  const { browser, slack, app } = await startSignIn();
  const [amy, ben] = [browser(), browser()];
  await amy.signIn("slack", "amy");
  await ben.signIn("slack", "ben");
  const question = LEAVE;
  expect(await ask(amy, question)).toMatchObject({ outcome: "answered", titles: ["Annual leave"] });
  slack.people.changeUser("amy", { kind: "guest" });
  expect((await ask(amy, question)).titles).toEqual([]);
  slack.world.onCall = (method) => {
    if (method === "users.info") throw new Error("down");
  };
  const away = await ask(ben, question);
  expect(away.status).toBe(503);
  slack.world.onCall = undefined;
  expect((await ask(ben, question)).titles).toEqual(["Annual leave"]);
  slack.people.changeUser("ben", { deactivated: true });
  expect((await ask(ben, question)).status).toBe(401);
  // It is over for good, whatever Slack says later.
  slack.people.changeUser("ben", { deactivated: false });
  expect((await ben.fetch("/api/threads")).status).toBe(401);
  const { id } = [...slack.world.users.values()].find(({ name }) => name === "ben") ?? {};
  expect(await app.storage.signIns.endAllOf(`slack:${slack.company.teamId}:${id}`)).toBe(0);
});

test("people of Teams sign in once Footnote has met them there; guests see what is theirs", async () => {
  const { browser, teams } = await startSignIn();
  const ana = browser();
  const stranger = await ana.signIn("microsoft", "ana");
  expect(stranger.status).toBe(403);
  expect(await stranger.text()).toContain("write to it there once");
  expect(ana.cookies.size).toBe(0);
  teams.people.say("ana", "@ana", LEAVE);
  teams.people.mention("gina", "Help", LEAVE);
  await teams.settled();
  expect((await ana.signIn("microsoft", "ana")).headers.get("location")).toBe("/");
  expect((await ask(ana, BONUS)).titles).toEqual(["Bonus pool"]);
  // What was asked in Teams is no thread of the page's.
  const { threads } = await read(await ana.fetch("/api/threads"));
  expect(threads).toHaveLength(1);
  const gina = browser();
  await gina.signIn("microsoft", "gina");
  expect((await ask(gina, PARTNER)).titles).toEqual(["Partner canteen"]);
  expect((await ask(gina, BONUS)).titles).toEqual([]);
});

async function read(response: Response) {
  return (await response.json()) as { sources?: { documents: number }[]; threads?: object[] };
}
