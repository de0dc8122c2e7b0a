import { afterAll, beforeAll } from "vitest";
import { vectorIndexContract } from "../../contracts/vector-index-contract.ts";
import {
  type PineconeCounterpart,
  startPineconeCounterpart,
} from "../../counterparts/pinecone/start-pinecone-counterpart.ts";
import { usePostgres } from "../../storage/postgres/postgres-world.ts";
import { createPineconeWorld } from "./pinecone-world.ts";

const postgres = usePostgres();
let counterpart: PineconeCounterpart;
beforeAll(async () => {
  counterpart = await startPineconeCounterpart({ shownAfterMs: 100 });
});
afterAll(() => counterpart.close());

vectorIndexContract("the index at Pinecone, its catalogue in Postgres", async () => {
  const world = await createPineconeWorld(counterpart, await postgres.database());
  return { ...world.open(), close: () => world.close() };
});
