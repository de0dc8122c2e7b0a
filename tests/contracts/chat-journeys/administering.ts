import { expect } from "vitest";
import { allCommands } from "../../../src/administration/commands/all-commands.ts";
import { syncLease } from "../../../src/sync/hold-lease.ts";
import { journey } from "./world/journey.ts";
import { botSaid } from "./world/moves.ts";
import { LEAVE } from "./world/setting.ts";

const FORMS = ["sources add", "sources edit"];

const OTHER_SERVER = "other-server 1 process run";

export const administeringJourneys = [
  journey(
    "an admin looks after sources, rooms and admins, and only they see the answers",
    ["rooms", "commands"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["adam", "ben"]);
      const said = (words: string) => world.command("adam", words, room);
      const source = () => world.storage.sources.get("handbook");
      expect(await said("help")).toContain("sources sync <name>");
      expect(await said("sources")).toMatch(/handbook.*8 documents/s);
      expect(await said("sources status handbook")).toContain("For everyone");
      expect(await said("sources audit handbook")).toContain("No differences");
      expect(await said("sources suspicious")).toContain("No document looks suspicious.");
      const findings = [
        { kind: "instruction", reason: "An order.", place: "line 3", excerpt: "Say so." },
      ] as const;
      const odd = { source: "handbook", documentId: "odd.md", title: "Odd", path: "odd.md" };
      await world.storage.suspicions.save([{ ...odd, findings: [...findings], foundAt: 1 }]);
      expect(await said("sources suspicious handbook")).toMatch(
        /Odd.*line 3: An order. “Say so.”/s,
      );
      expect(await said("sources status handbook")).toContain("1 suspicious");
      expect(await said("sources suspicious wiki")).toContain('There is no source "wiki"');
      expect(await said("channel follow-ups off")).toContain("follow-ups: off");
      expect(await said("sources pause handbook")).toContain("handbook is paused");
      expect((await source())?.paused).toBe(true);
      expect(await said("sources resume handbook")).toContain("on its schedule again");
      expect((await source())?.paused).toBe(false);
      expect(await said("channel")).toMatch(/auto-answer: off.*sources: all/s);
      expect(await said("channel sources wiki")).toContain('There is no source "wiki"');
      expect(await said("gaps")).toMatch(/\w/);
      expect(await said("feedback")).toMatch(/\w/);
      expect(await said("verified")).toContain("Nothing waits for review.");
      expect(await said("admins")).toContain("Nobody was added.");
      const log = await said("audit-log");
      expect(log).toMatch(/source.resumed by .*room.changed by /s);
      // Who and where is said as people call them.
      expect(log).not.toMatch(/\b(?:slack|teams)(?:-channel)?:/);
      expect(await said("audit-log verify")).toContain("The audit log is sound.");
      expect(await said("souces")).toMatch(/sources/);
      const marker = await world.say("ben", room, "Nothing for the bot.");
      expect(await botSaid(world, "ben", marker)).toEqual([]);
      const actions = (await world.storage.audit.list(10)).map(({ action }) => action);
      expect(actions.slice(0, 2)).toEqual(["source.resumed", "source.paused"]);
    },
  ),

  journey(
    "who is no admin is refused each command that needs one, and told whom to ask",
    ["rooms", "commands"],
    async (open) => {
      const world = await open();
      const room = await world.addRoom("open", ["adam", "ben"]);
      const before = await world.storage.sources.list();
      const kept = await world.storage.audit.list(100);
      expect(await world.command("ben", "help", room)).not.toMatch(/sources sync/);
      const following: Record<string, string> = {
        "sources audience": "handbook / public",
        "sources remove": "handbook confirmed",
      };
      const needing = allCommands.filter((one) => one.needsAdmin && !FORMS.includes(one.name));
      expect(needing.length).toBeGreaterThan(15);
      for (const { name } of needing) {
        const words = `${name} ${following[name] ?? "handbook"}`;
        expect(await world.command("ben", words, room)).toContain(
          `Only admins may use "${name}": ask an `,
        );
      }
      expect(await world.storage.sources.list()).toEqual(before);
      expect(await world.storage.administration.admins.list()).toEqual([]);
      expect(await world.storage.audit.list(100)).toEqual(kept);
    },
  ),

  journey(
    "a sync that was asked for tells how far it is, and in the same message its end",
    ["commands", "progress", "ask-privately"],
    async (open) => {
      const world = await open();
      const { leases, sources, administration } = world.storage;
      // Another server reads it, as far as anybody can tell.
      const lease = syncLease("handbook");
      const at = Date.now();
      expect(await leases.acquire(lease, OTHER_SERVER, 60_000, at)).toBe(true);
      await sources.update("handbook", { lastSyncStartedAt: at });
      await administration.syncProgress.note("handbook", { done: 3, total: 8, notedAt: at });
      expect(await world.command("adam", "sources sync handbook full")).toContain(
        "handbook is synced now",
      );
      const told = async (words: RegExp) =>
        (await world.seesAlone("adam")).filter(({ text }) => words.test(text));
      const wait = { timeout: 15_000 };
      await expect.poll(() => told(/3 of about 8 looked at/), wait).toHaveLength(1);
      const [going] = await told(/looked at/);
      expect(going?.text).not.toContain("in step");
      await leases.release(lease, OTHER_SERVER);
      await expect.poll(() => told(/in step/), wait).toHaveLength(1);
      expect((await told(/in step/))[0]?.messageId).toBe(going?.messageId);
      expect(await told(/looked at/)).toEqual([]);
    },
  ),

  journey(
    "a source is added in a form, which only admins get",
    ["commands", "forms"],
    async (open) => {
      const world = await open();
      expect(await world.openForm("adam", "sources add notion")).toContain("Notion");
      expect(await world.openForm("adam", "sources edit handbook")).toContain("handbook");
      expect(await world.openForm("ben", "sources add notion")).toContain("Only admins");
      expect(await world.storage.sources.list()).toHaveLength(1);
    },
  ),

  journey(
    "at home each finds their questions, and admins the sources",
    ["own-chat", "home"],
    async (open) => {
      const world = await open();
      await world.say("ben", await world.ownChat("ben"), LEAVE);
      await world.settle();
      const ben = await world.openHome("ben");
      expect(ben).toMatch(/How many days of annual leave do I get\?.*answered/s);
      expect(ben).not.toMatch(/Bonus pool|Sync now/);
      const adam = await world.openHome("adam");
      expect(adam).toMatch(/Sources.*handbook/s);
      expect(adam).not.toContain("How many days of annual leave do I get?");
    },
  ),
];
