import { createTurn } from "../answer/turn.js";
import { closePanel, setUpPanel } from "../panel/panel.js";
import { setUpAccount, showSignedOut, takeDraft } from "./account.js";
import { announce } from "./announce.js";
import { askQuestion, getStatus, getThread, getThreads, newId } from "./api.js";
import { setUpComposer } from "./composer.js";
import { element } from "./element.js";
import { followAnswer } from "./follow-answer.js";
import { setUpSidebar, showIndexStatus, showThreads } from "./sidebar.js";
import { setUpTheme } from "./theme.js";

const byId = (id) => document.getElementById(id);
const turns = byId("turns");

/** The thread on the page. Replaced as a whole, so that late answers of another one go nowhere. */
let open = newThread(undefined);

function newThread(threadId) {
  return { threadId, followers: new Set() };
}

const composer = setUpComposer(
  {
    form: byId("composer"),
    box: byId("question"),
    send: byId("send"),
    counter: byId("composer-count"),
  },
  (text) => void ask(text),
);

async function ask(text) {
  const thread = open;
  if (thread.threadId === undefined) {
    thread.threadId = newId();
    history.pushState(null, "", `#thread=${thread.threadId}`);
    showTitle(text);
  }
  byId("welcome").hidden = true;
  const turn = addTurn({ question: text, askedAt: Date.now(), votes: [], changedCitations: [] });
  turn.element.classList.add("is-new");
  turn.element.scrollIntoView({ block: "start" });
  const question = { messageId: newId(), threadId: thread.threadId, text };
  try {
    const { answerId } = await askQuestion(question, () => showReconnecting(thread, true));
    showReconnecting(thread, false);
    turn.setAnswerId(answerId);
    if (thread === open) follow(thread, turn, answerId);
    await refreshThreads();
  } catch (error) {
    showReconnecting(thread, false);
    turn.element.remove();
    if (thread !== open) return;
    composer.restore(text);
    showProblem(error, error.message);
  }
}

function addTurn(view) {
  const turn = createTurn(view, { ask: (text) => void ask(text) });
  turns.append(turn.element);
  return turn;
}

function follow(thread, turn, answerId) {
  const stop = followAnswer(answerId, {
    onEvent(event) {
      turn.receive(event);
      if (event.type === "finished") void refreshThreads();
    },
    onReconnecting: (isAway) => showReconnecting(thread, isAway),
    onGone: () => turn.receive({ type: "gone" }),
    onSignedOut: (error) => thread === open && showProblem(error),
  });
  thread.followers.add(stop);
}

function showReconnecting(thread, isAway) {
  if (thread !== open) return;
  byId("connection").textContent = isAway
    ? "The server cannot be reached. Reconnecting; nothing you asked is lost."
    : "";
}

function showProblem(error, sentence = error.message) {
  const box = byId("connection");
  if (error.status === 401) showSignedOut(box, error, byId("question"));
  else box.textContent = sentence;
}

function leaveThread(threadId) {
  for (const stop of open.followers) stop();
  open = newThread(threadId);
  turns.replaceChildren();
  byId("connection").textContent = "";
  closePanel();
  return open;
}

async function showThread(threadId) {
  const thread = leaveThread(threadId);
  byId("welcome").hidden = threadId !== undefined;
  showTitle(undefined);
  composer.focus();
  if (threadId === undefined) return;
  try {
    const { answers } = await getThread(threadId);
    if (thread !== open) return;
    showTitle(answers[0]?.question);
    for (const view of answers) {
      const turn = addTurn(view);
      if (view.answer === undefined) follow(thread, turn, view.id);
    }
    turns.lastElementChild?.scrollIntoView({ block: "start", behavior: "instant" });
    announce(`Thread opened: ${answers.length} questions`);
  } catch (error) {
    if (thread !== open) return;
    const sentence = error.status
      ? `${error.message} Start a new one, or choose one from the list.`
      : "The server cannot be reached. Reload the page to try again.";
    showProblem(error, sentence);
  }
}

function showTitle(question) {
  byId("thread-title").textContent = question ?? "New thread";
  document.title = question ? `${question} · Footnote` : "Footnote";
}

async function refreshThreads() {
  try {
    const { threads } = await getThreads();
    showThreads(byId("threads"), threads, open.threadId);
  } catch {
    // The list is a convenience; it comes with the next question.
  }
}

async function refreshStatus() {
  try {
    const { sources, suggestedPrompts } = await getStatus();
    showIndexStatus(byId("index-status"), sources);
    byId("prompts").replaceChildren(
      ...suggestedPrompts.map((text) =>
        element(
          "li",
          {},
          element("button", { type: "button", onclick: () => void ask(text) }, text),
        ),
      ),
    );
  } catch (error) {
    if (error.status === 401) showProblem(error);
    // Anything else is tried again, below.
  }
}

async function route() {
  await showThread(/^#thread=([\w-]{8,64})$/.exec(location.hash)?.[1]);
  await refreshThreads();
}

setUpTheme(byId("theme"));
setUpSidebar({
  sidebar: byId("sidebar"),
  menu: byId("menu"),
  backdrop: byId("backdrop"),
  center: byId("center"),
});
setUpPanel(composer);
addEventListener("popstate", () => void route());
byId("new-thread").addEventListener("click", (event) => {
  event.preventDefault();
  if (location.hash !== "") history.pushState(null, "", "/");
  void route();
});
setInterval(() => document.hidden || void refreshStatus(), 30_000);
void setUpAccount({
  form: byId("account"),
  name: byId("account-name"),
  adminLinks: byId("admin-links"),
}).then((id) => {
  const draft = takeDraft(id);
  if (draft !== undefined) composer.restore(draft);
});
void route();
void refreshStatus();
