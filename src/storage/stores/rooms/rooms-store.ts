import type { Kysely, Selectable } from "kysely";
import type { RoomsTable } from "../../chat-schema.ts";
import { fromJson, nullToUndefined, toJson, undefinedToNull } from "../../column-values.ts";
import { inTurn } from "../../in-turn.ts";
import { newRoom, type RoomRecord, type RoomStorage } from "../../ports/room-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { removeWorkspace } from "./remove-workspace.ts";
import { createThreadMutes } from "./thread-mutes.ts";
import { createThreadReading } from "./thread-reading.ts";

export function createRoomsStore(
  database: Kysely<DatabaseSchema>,
): Pick<RoomStorage, "threads" | "rooms" | "deletedMessages" | "removeWorkspace"> {
  return {
    threads: {
      ...createThreadMutes(database),
      ...createThreadReading(database),
    },
    rooms: {
      get: (id) => read(database, id),
      async list() {
        const rows = await database.selectFrom("rooms").selectAll().orderBy("id").execute();
        return rows.map(toRoom);
      },
      change: (id, change) =>
        inTurn(database, `room ${id}`, async (transaction) => {
          const room = { ...((await read(transaction, id)) ?? newRoom(id)), ...change, id };
          const row = toRow(room);
          await transaction
            .insertInto("rooms")
            .values(row)
            .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
            .execute();
          return room;
        }),
    },
    deletedMessages: {
      async add(messageId, deletedAt) {
        await database
          .insertInto("deletedMessages")
          .values({ messageId, deletedAt })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      },
      async has(messageId) {
        const row = await database
          .selectFrom("deletedMessages")
          .select("messageId")
          .where("messageId", "=", messageId)
          .executeTakeFirst();
        return row !== undefined;
      },
      async remove(messageId) {
        await database.deleteFrom("deletedMessages").where("messageId", "=", messageId).execute();
      },
      async prune(before) {
        await database.deleteFrom("deletedMessages").where("deletedAt", "<", before).execute();
      },
    },
    removeWorkspace: (workspaceId, at) => removeWorkspace(database, workspaceId, at),
  };
}

async function read(database: Kysely<DatabaseSchema>, id: string): Promise<RoomRecord | undefined> {
  const query = database.selectFrom("rooms").selectAll().where("id", "=", id);
  const row = await query.executeTakeFirst();
  return row && toRoom(row);
}

function toRow(room: RoomRecord): RoomsTable {
  return {
    ...undefinedToNull(room),
    sources: toJson(room.sources),
    autoAnswer: Number(room.autoAnswer),
    followUps: Number(room.followUps),
    shareAsIs: Number(room.shareAsIs),
  };
}

function toRoom(row: Selectable<RoomsTable>): RoomRecord {
  return {
    ...nullToUndefined(row),
    sources: fromJson(row.sources),
    autoAnswer: row.autoAnswer === 1,
    followUps: row.followUps === 1,
    shareAsIs: row.shareAsIs === 1,
  };
}
