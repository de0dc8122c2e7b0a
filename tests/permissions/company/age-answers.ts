import type { Storage } from "../../../src/storage/storage.ts";

const WAITED_MS = 60_000;

/** Ages answers, as if they had waited since they were written. */
export function ageAnswers(storage: Storage, waited: ReadonlySet<string>): Storage {
  const { answers } = storage;
  return {
    ...storage,
    answers: {
      ...answers,
      async get(id) {
        const record = await answers.get(id);
        if (record?.finishedAt === undefined || !waited.has(id)) return record;
        return { ...record, finishedAt: record.finishedAt - WAITED_MS };
      },
    },
  };
}
