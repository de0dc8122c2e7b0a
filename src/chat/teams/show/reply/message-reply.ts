import { ChatError } from "../../../chat-error.ts";
import { postOnce } from "./post-once.ts";
import { type Reply, type ReplyContext, WAITING } from "./reply.ts";

/** Teams takes the sign away after a while. */
const TYPING_EVERY_MS = 5_000;

/** A typing sign as long as it takes, then one message. */
export function messageReply(context: ReplyContext): Reply {
  const { to, signal, deps } = context;
  let typesAt = deps.now();
  return {
    ...WAITING,
    dueAt: () => typesAt,
    async tick() {
      try {
        const send = () => deps.connector.send(to, { type: "typing" });
        await deps.pace.run(to, send, { signal, isOptional: true });
      } catch (error) {
        // None of it may hold an answer up.
        if (!(error instanceof ChatError)) throw error;
        deps.logger.debug({ error }, "Teams did not take a typing sign");
      }
      typesAt = deps.now() + TYPING_EVERY_MS;
    },
    finish: (answer) => postOnce(context, context.render(answer)),
  };
}
