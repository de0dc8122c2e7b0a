import { expect, test } from "vitest";
import { createSourceForms } from "../../../src/administration/forms/create-source-forms.ts";
import { runCommand } from "../../../src/administration/run-command.ts";
import type { Commander } from "../../../src/chat/admin-reply.ts";
import { createPretendPlatform } from "../../conversation/rooms/pretend-platform.ts";
import { createPretendServer } from "../../conversation/rooms/pretend-server.ts";
import { openApp } from "../../support/open-app.ts";

const ADMIN: Commander = {
  ...{ person: "pretend:W:U-ada", workspaceId: "pretend:W", roomId: undefined },
  ...{ isAdmin: true, key: "k" },
};

async function openForms(chatFolders: string[]) {
  const app = await openApp({ chatFolders });
  const platforms = [createPretendPlatform(createPretendServer("pretend:W"), { name: "pretend" })];
  const deps = { ...app, platforms, stop: new AbortController().signal };
  const forms = createSourceForms({ ...app.administering, mayAdminister: async () => true });
  return {
    find: (kind?: string) => forms.find(ADMIN.person, kind === undefined ? {} : { kind }),
    said: async (words: string) => JSON.stringify(await runCommand(words, ADMIN, deps)),
  };
}

test("files are offered in a chat only where some folder may be read from there", async () => {
  const { find, said } = await openForms([]);
  const picker = await find();
  expect(picker.type === "kinds" && picker.kinds.map(({ value }) => value)).toEqual(
    expect.not.arrayContaining(["files"]),
  );
  expect(JSON.stringify(picker)).toContain("notion");
  const wayOut = expect.stringContaining("FOOTNOTE_CHAT_FOLDERS");
  expect(await find("files")).toEqual({ type: "refused", sentence: wayOut });
  const listed = await said("sources add");
  expect(listed).toContain("sources add notion");
  expect(listed).not.toContain("sources add files");
  const bogus = await said("sources add bogus");
  expect(bogus).toContain("choose ");
  expect(bogus).not.toContain("files");
  const refused = await said("sources add Files");
  expect(refused).toEqual(wayOut);
  expect(refused).not.toContain('"form"');
  expect(await find("notion")).toMatchObject({ type: "form" });
});

test("with a folder named for it, they are", async () => {
  const { find, said } = await openForms(["/srv/documents"]);
  expect(JSON.stringify(await find())).toContain('"files"');
  expect(await find("files")).toMatchObject({ type: "form" });
  expect(await said("sources add")).toContain("sources add files");
  expect(await said("sources add files")).toContain('"form":{"kind":"files"}');
});
