import { expect, test } from "vitest";
import { allCommands } from "../../src/administration/commands/all-commands.ts";
import { nearestCommand } from "../../src/administration/words/nearest-command.ts";

test.each([
  ["sources pasue wiki", "sources pause"],
  ["source status wiki", "sources status"],
  ["hlep", "help"],
  ["audit log", "audit-log"],
  ["admin add slack:T1:U1", "admins add"],
  ["chanel preview", "channel preview"],
])("%s is nearest to %s", (typed, name) => {
  expect(nearestCommand(typed.split(" "), allCommands)?.name).toBe(name);
});

test.each(["xyzzy", "make me a sandwich", "🎉", "x".repeat(3_000)])(
  "%s is near to none",
  (typed) => {
    expect(nearestCommand(typed.split(" "), allCommands)).toBeUndefined();
  },
);

test("every command says what it does, once, and is found by its name", () => {
  const names = allCommands.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, summary } of allCommands) {
    expect(summary).not.toBe("");
    expect(nearestCommand(name.split(" "), allCommands)?.name).toBe(name);
  }
});
