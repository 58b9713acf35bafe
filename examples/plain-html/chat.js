import { createChat } from "/baton-client.js";
import { keepPlace } from "/shared/keep-place.js";
import { plainText } from "/shared/plain-text.js";
import { refusal, speakerLine, troubleLine, typingLine, words } from "/shared/words.js";
import { BATON_URL } from "./config.js";

// The whole of it: session, stream, reconnect, resume, retries and the outbox are inside. Nothing here is about networks.
const chat = createChat({ baseUrl: BATON_URL });

const byId = (id) => document.getElementById(id);

byId("fresh").onclick = () => chat.startOver();
byId("person").onclick = () => (chat.state().transcript.status === "pending_manual" ? chat.cancel() : chat.escalate());
byId("composer").onsubmit = (event) => {
  event.preventDefault();
  chat.send(byId("text").value);
  byId("text").value = "";
};

/** Rows of the list by what they show, with what they say: a row stays while its text grows, and so does what it has focus on. */
const shown = new Map();

keepPlace(byId("messages"));
chat.subscribe(render);
render(chat.state());
void chat.start();

function render(state) {
  const { transcript } = state;
  byId("speaker").textContent = speakerLine(state);
  byId("trouble").textContent = troubleLine(state);
  byId("typing").textContent = typingLine(state);
  byId("fresh").hidden = transcript.messages.length === 0;
  byId("person").hidden = transcript.status === "manual_live";
  byId("person").textContent = transcript.status === "pending_manual" ? words.cancel : words.askPerson;

  draw([
    ...(transcript.hasOlder ? [{ key: "older", className: "", buttons: [[words.older, () => chat.loadOlder()]] }] : []),
    // Deduplicated by the SDK: each message is here once, in the server's order, whatever the network did.
    ...transcript.messages.map(({ id, client_message_id, reply_id, role, content, agent_name }) => ({
      key: reply_id ?? client_message_id ?? id,
      className: role,
      by: agent_name,
      text: role === "assistant" ? plainText(content) : content,
    })),
    ...transcript.partials
      .filter(({ text }) => text !== "")
      .map(({ replyId, text }) => ({ key: replyId, className: "assistant", text: plainText(text), isGrowing: true })),
    // Not confirmed yet: still here after a reload, sent again with the same key, or failed with its reason.
    ...transcript.pending.map(({ key, content, state, error }) =>
      state === "failed"
        ? {
            key,
            className: "user failed",
            text: content,
            fate: refusal(error),
            buttons: [
              [words.again, () => chat.retry(key)],
              [words.discard, () => chat.discard(key)],
            ],
          }
        : { key, className: `user ${state}`, text: content, fate: words.sending },
    ),
  ]);
}

/** Changes what has changed and nothing else: a row that was put in anew would lose the focus and be read out again. */
function draw(rows) {
  const list = byId("messages");
  const keys = new Set(rows.map(({ key }) => key));
  for (const [key, { row }] of shown) {
    if (keys.has(key)) continue;
    row.remove();
    shown.delete(key);
  }
  for (const [index, one] of rows.entries()) {
    const says = JSON.stringify(one);
    const known = shown.get(one.key) ?? { row: document.createElement("li"), says: undefined };
    if (known.says !== says) fill(known.row, one);
    shown.set(one.key, { row: known.row, says });
    if (list.children[index] !== known.row) list.insertBefore(known.row, list.children[index] ?? null);
  }
}

/** Texts are strangers' texts: they only ever become text, never markup. */
function fill(row, { className, by, text, fate, buttons = [], isGrowing }) {
  row.className = className;
  row.ariaBusy = isGrowing ? "true" : null;
  const actions = buttons.flatMap(([words, onclick]) => [button(words, onclick), " "]);
  const last = fate === undefined ? undefined : paragraph(buttons.length > 0 ? "fate alarm" : "fate", `${fate} `);
  last?.append(...actions);
  row.replaceChildren(
    ...(by === undefined ? [] : [paragraph("by", by)]),
    ...(text === undefined ? [] : [paragraph("text", text)]),
    ...(last === undefined ? actions : [last]),
  );
}

function paragraph(className, text) {
  const element = document.createElement("p");
  element.className = className;
  element.textContent = text;
  return element;
}

function button(text, onclick) {
  return Object.assign(document.createElement("button"), {
    type: "button",
    className: "quiet",
    textContent: text,
    onclick,
  });
}
