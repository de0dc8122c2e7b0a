import { relative } from "node:path";
import { afterAll, beforeEach } from "vitest";
import { OF_SQLITE } from "./of-sqlite.ts";
import { dropAbandoned } from "./open-sqlite-as-postgres.ts";

beforeEach(async ({ task, skip }) => {
  const file = relative(process.cwd(), task.file.filepath);
  const left = OF_SQLITE.find((one) => one.file === file && one.test?.test(task.name));
  skip(left !== undefined, `of SQLite: ${left?.why}`);
  await dropAbandoned();
});
afterAll(() => dropAbandoned());
