import { type OpenCompany, personOf, type Said } from "../open-company.ts";

interface Sharing {
  room: string;
  reader: string;
  world: OpenCompany;
}

/** Shows a room what somebody was answered alone, as it was. */
export async function shareAsIs(
  { said, answerId }: { said: Said; answerId: string | undefined },
  { room, reader, world }: Sharing,
): Promise<void> {
  if (answerId === undefined) return;
  const by = personOf(reader);
  const place = { roomId: room, roomKind: "open" as const, threadId: said.threadId };
  await world.happen({ type: "shared", answerId, by, ...place }, answerId);
  await world.settle();
  // The button under what the sharer is told gives this command; ids of shares are made so.
  const share = (await world.app.storage.answers.listThread(said.threadId)).at(-1)?.id ?? "";
  const where = { workspaceId: by.split(":U-")[0] ?? "", roomId: room, isDirect: false };
  const command = { text: `share-as-is ${share}`, by, ...where, answerTo: undefined };
  await world.happen({ type: "command", command }, room);
  await world.settle();
}
