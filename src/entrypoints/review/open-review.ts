import type { MiddlewareHandler } from "hono";
import { EVERYONE } from "../../access/audience.ts";
import { nameOr } from "../../administration/describe/describe-who-may.ts";
import { openReviewer } from "../../administration/review/open-reviewer.ts";
import type { App } from "../../app.ts";
import type { RoomPlatform } from "../../chat/chat-rooms.ts";
import { limitRequests } from "../../chat/web/limit-requests.ts";
import { localVisitors, type Visitors } from "../../chat/web/session.ts";
import type { QueueReader } from "../../feedback/review/reviewer.ts";
import { createReviewDoor, type Visitor } from "./review-door.ts";

interface WebSide {
  guard: MiddlewareHandler;
  /** Undefined without sign-in. */
  visitors: Visitors | undefined;
  platforms: readonly RoomPlatform[];
}

/** Whether a request is for this page. */
export function isForReview(pathname: string): boolean {
  return /^\/admin\/review(?:[./]|$)/.test(pathname);
}

/** The review page, for admins who are signed in; without any chat, for whoever has this machine. */
export function openReview(app: App, { guard, visitors, platforms }: WebSide) {
  const { webRequestsPerMinute } = app.config;
  const deps = { ...app, platforms };
  const door = createReviewDoor({
    ...app,
    guard,
    limit: limitRequests(webRequestsPerMinute, { visitors: visitors ?? localVisitors }),
    signInPath: visitors?.signInPath?.bind(visitors),
    nameOf: (person) => nameOr(person, deps),
    async visitorOf(c): Promise<Visitor> {
      const session = await (visitors ?? localVisitors).known(c);
      if (visitors === undefined) {
        // Where chats are, so are their admins: to have this machine does not make one.
        return platforms.length > 0 ? "no-sign-in" : ownerOfMachine(session?.askedBy);
      }
      if (session === undefined) return "unknown";
      return (await openReviewer(session.askedBy, deps)) ?? "no-reviewer";
    },
  });
  return (request: Request, env: object) => door.fetch(request, env);
}

/** As in the web chat without sign-in: a full member and nothing more. */
function ownerOfMachine(id = "web"): QueueReader {
  return { id, name: undefined, audience: EVERYONE, isIn: async () => false };
}
