import { expect, it } from "vitest";
import type { WebSession } from "../../../src/storage/ports/sign-in-storage.ts";
import type { Storage } from "../../../src/storage/storage.ts";
import { unansweredQuestion } from "./unanswered-question.ts";

const session: WebSession = {
  idHash: "hash",
  person: "slack:T1:U1",
  workspaceId: "slack:T1",
  createdAt: 100,
  idleUntil: 200,
  expiresAt: 300,
};

/** Who is signed in on the web. */
export function signInContract(open: () => Promise<Storage>): void {
  it("knows a session until it was not used for long, and never beyond its end", async () => {
    const { signIns } = await open();
    await signIns.add(session);
    expect(await signIns.get("hash", 199)).toEqual(session);
    expect(await signIns.get("hash", 200)).toBeUndefined();
    expect(await signIns.get("other", 150)).toBeUndefined();
    await signIns.keep("hash", 1_000);
    expect(await signIns.get("hash", 299)).toMatchObject({ idleUntil: 1_000 });
    expect(await signIns.get("hash", 300)).toBeUndefined();
    // The next one sweeps what is over.
    await signIns.add({ ...session, idHash: "next", createdAt: 300, idleUntil: 400 });
    expect(await signIns.get("hash", 150)).toBeUndefined();
  });

  it("ends one session, all of a person's, and all of a workspace's with what was asked", async () => {
    const storage = await open();
    const { signIns } = storage;
    for (const idHash of ["a", "b", "c"]) await signIns.add({ ...session, idHash });
    await signIns.add({ ...session, idHash: "d", person: "slack:T1:U12" });
    await signIns.add({ ...session, idHash: "e", workspaceId: "slack:T12" });
    await signIns.end("a");
    expect(await signIns.get("a", 150)).toBeUndefined();
    const web = { surface: "web", askedBy: "slack:T1:U12" };
    await storage.answers.create({ ...unansweredQuestion("gone"), ...web });
    await storage.answers.create({
      ...unansweredQuestion("kept"),
      ...web,
      askedBy: "slack:T12:U1",
    });
    expect(await signIns.endAllOf("slack:T1:U1")).toBe(3);
    expect(await signIns.get("d", 150)).toBeDefined();
    const other = { person: "slack:T12:U1", workspaceId: "slack:T12" };
    await signIns.add({ ...session, ...other, idHash: "f" });
    await storage.rooms.removeWorkspace("slack:T1", 150);
    expect(await signIns.get("d", 150)).toBeUndefined();
    expect(await signIns.get("f", 150)).toBeDefined();
    expect(await storage.answers.get("gone")).toBeUndefined();
    expect(await storage.answers.get("kept")).toBeDefined();
  });

  it("takes each state once, of many who come with it at once", async () => {
    const { signIns } = await open();
    const taken = await Promise.all(
      Array.from({ length: 5 }, () => signIns.takeState("state", 200, 100)),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await signIns.takeState("other", 200, 100)).toBe(true);
  });

  it("lists threads of one surface where that is asked for", async () => {
    const { answers } = await open();
    const by = { askedBy: "slack:T1:U1" };
    await answers.create({ ...unansweredQuestion("w"), ...by, surface: "web", threadId: "one" });
    await answers.create({ ...unansweredQuestion("s"), ...by, surface: "slack", threadId: "two" });
    expect(await answers.listThreads(by.askedBy, 9)).toHaveLength(2);
    expect(await answers.listThreads(by.askedBy, 9, "web")).toMatchObject([{ threadId: "one" }]);
  });
}
