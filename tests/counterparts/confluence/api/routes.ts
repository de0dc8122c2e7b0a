import { Refusal } from "../replies/refusal.ts";
import { checkScopes } from "./authenticate.ts";
import type { Answer, Asked, Route } from "./route.ts";
import { contentRoutes as v1ContentRoutes } from "./v1/content.ts";
import { downloadRoutes } from "./v1/downloads.ts";
import { peopleRoutes } from "./v1/people.ts";
import { restrictionRoutes } from "./v1/restrictions.ts";
import { searchRoutes } from "./v1/search.ts";
import { attachmentRoutes } from "./v2/attachments.ts";
import { commentRoutes } from "./v2/comments.ts";
import { contentRoutes } from "./v2/content.ts";
import { spaceRoutes } from "./v2/spaces.ts";
import { treeRoutes } from "./v2/tree.ts";

/** All that there is; the first that fits answers. */
export const routes: readonly Route[] = [
  ...contentRoutes,
  ...spaceRoutes,
  ...treeRoutes,
  ...commentRoutes,
  ...attachmentRoutes,
  ...searchRoutes,
  ...restrictionRoutes,
  ...peopleRoutes,
  ...downloadRoutes,
  ...v1ContentRoutes,
];

/** What Confluence answers. @throws Refusal */
export function answer(asked: Asked, method: string): Answer {
  const fitting = routes.filter(({ pattern }) => pattern.test(asked.path));
  const found = fitting.find((route) => route.method === method);
  if (found === undefined) {
    if (fitting.length > 0) throw new Refusal(405, `${method} is not allowed here`);
    throw new Refusal(404, `there is no ${asked.path}`);
  }
  checkScopes(asked.caller, found);
  const ids = found.pattern.exec(asked.path)?.slice(1).map(decode) ?? [];
  return found.handle(asked, ids);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refusal(400, `${part} is not well encoded`);
  }
}
