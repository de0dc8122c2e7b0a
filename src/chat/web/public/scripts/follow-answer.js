import { eventsPath, getAnswer, pause } from "./api.js";

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
    source.addEventListener("error", () => {
      // The browser's own retry gives up on some errors; ours does not.
      source.close();
      if (!stopped) void reconnect();
    });
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
      if (stopped) return;
      if (error.status === 401) {
        stop();
        onReconnecting(false);
        onSignedOut(error);
      } else if (error.status === 404) {
        stop();
        onReconnecting(false);
        onGone();
      } else void reconnect();
    }
  }

  connect();
  return stop;
}
