import { getMe } from "./api.js";
import { element } from "./element.js";

const DRAFT = "footnote-draft";
let me;

/** Shows who is signed in, with the way out; resolves to an id of theirs, undefined without sign-in. */
export async function setUpAccount({ form, name, adminLinks }) {
  form.addEventListener("submit", () => keepDraft(""));
  try {
    const { signedIn } = await getMe();
    if (signedIn === null) return undefined;
    me = signedIn.id;
    name.textContent = signedIn.name;
    name.title = `${signedIn.name}, signed in with ${signedIn.through}`;
    form.hidden = false;
    adminLinks.hidden = !signedIn.isAdmin;
    return me;
  } catch {
    // Whatever is asked for next says what is wrong.
    return undefined;
  }
}

/** Says that somebody has to sign in again, with the way there; what stands in the box is kept. */
export function showSignedOut(box, error, question) {
  const link = element("a", { href: error.signIn ?? "/sign-in" }, "Sign in again");
  link.addEventListener("click", () => keepDraft(question.value));
  box.replaceChildren("You are not signed in any more; what you typed is kept. ", link);
}

/** What this person had typed when their sign-in ended, once. */
export function takeDraft(id) {
  const kept = sessionStorage.getItem(DRAFT);
  sessionStorage.removeItem(DRAFT);
  if (kept === null || id === undefined) return undefined;
  const { by, text } = JSON.parse(kept);
  return by === id && text !== "" ? text : undefined;
}

function keepDraft(text) {
  if (text === "" || me === undefined) sessionStorage.removeItem(DRAFT);
  else sessionStorage.setItem(DRAFT, JSON.stringify({ by: me, text }));
}
