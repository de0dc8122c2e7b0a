import { eventsPath, getAnswer, getEvents, pause } from "./api.js";

/** Where nothing can be streamed, the server waits for news; this is how long it has a rest. */
const REST_MS = 250;

/**
 * Follows an answer until it is finished, over lost connections and restarts of the server: it goes
 * on after the last event it has seen. Calls `onEvent` for each event, `onReconnecting` with true
 * and false, `onGone` when the server no longer knows the answer, and `onSignedOut` when it no longer
 * knows who asks. Returns what stops it.
 */
export function followAnswer(answerId, { onEvent, onReconnecting, onGone, onSignedOut }) {
  let after = 0;
  let attempt = 0;
  let source;
  let stopped = false;

  function stop() {
    stopped = true;
    source?.close();
  }

  function connect() {
    source = new EventSource(eventsPath(answerId, after));
    source.addEventListener("open", () => onReconnecting(false));
    source.addEventListener("message", (message) => {
      attempt = 0;
      after = Number(message.lastEventId) || after;
      receive(JSON.parse(message.data));
    });
    source.addEventListener("ask-again", () => {
      source.close();
      void askAgain();
    });
    source.addEventListener("error", () => {
      // The browser's own retry gives up on some errors; ours does not.
      source.close();
      if (!stopped) void reconnect();
    });
  }

  /** Asks for what is new until the end is there. */
  async function askAgain() {
    while (!stopped) {
      try {
        const { events } = await getEvents(answerId, after);
        onReconnecting(false);
        attempt = 0;
        for (const { id, data } of events) {
          after = id;
          receive(data);
        }
        await new Promise((resolve) => setTimeout(resolve, REST_MS));
      } catch (error) {
        if (stopped || isOver(error)) return;
        onReconnecting(true);
        await pause(attempt);
        attempt += 1;
      }
    }
  }

  function receive(event) {
    if (stopped) return;
    if (event.type === "finished") stop();
    onEvent(event);
  }

  async function reconnect() {
    onReconnecting(true);
    await pause(attempt);
    attempt += 1;
    if (stopped) return;
    try {
      const view = await getAnswer(answerId);
      if (stopped) return;
      if (view.answer === undefined) return connect();
      onReconnecting(false);
      receive({ type: "finished", answer: view.answer });
    } catch (error) {
      if (!stopped && !isOver(error)) void reconnect();
    }
  }

  function isOver(error) {
    if (error.status !== 401 && error.status !== 404) return false;
    stop();
    onReconnecting(false);
    if (error.status === 401) onSignedOut(error);
    else onGone();
    return true;
  }

  connect();
  return stop;
}
