import type { PendingMessage } from "@baton/client";
import { useBatonChat } from "@baton/client/react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { keepPlace } from "../../shared/keep-place.js";
import { plainText } from "../../shared/plain-text.js";
import { refusal, speakerLine, troubleLine, typingLine, words } from "../../shared/words.js";

export function App() {
  // The whole of it: session, stream, reconnect, resume, retries and the outbox are inside. Nothing here is about networks.
  const { state, send, retry, discard, escalate, cancel, loadOlder, startOver } = useBatonChat({ baseUrl: "" });
  const { transcript } = state;
  const [text, setText] = useState("");
  const list = useRef<HTMLOListElement>(null);

  useEffect(() => (list.current === null ? undefined : keepPlace(list.current)), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    send(text);
    setText("");
  }

  return (
    <main className="chat">
      <header>
        <div>
          <h1>{words.title}</h1>
          <p role="status">{speakerLine(state)}</p>
        </div>
        {transcript.messages.length > 0 && <Quiet onClick={startOver} words={words.fresh} />}
      </header>

      <ol ref={list} className="messages" role="log" aria-label={words.list}>
        {transcript.hasOlder && (
          <li>
            <Quiet onClick={loadOlder} words={words.older} />
          </li>
        )}
        {/* Deduplicated by the SDK: each message is here once, in the server's order, whatever the network did. */}
        {transcript.messages.map((message) => (
          <li key={message.seq} className={message.role}>
            {message.agent_name && <p className="by">{message.agent_name}</p>}
            <p className="text">{message.role === "assistant" ? plainText(message.content) : message.content}</p>
          </li>
        ))}
        {transcript.partials
          .filter((reply) => reply.text !== "")
          .map((reply) => (
            <li key={reply.replyId} className="assistant" aria-busy="true">
              <p className="text">{plainText(reply.text)}</p>
            </li>
          ))}
        {transcript.pending.map((message) => (
          <Pending key={message.key} message={message} retry={retry} discard={discard} />
        ))}
      </ol>

      <div className="bar">
        <p role="status">
          <span className="alarm">{troubleLine(state)}</span> <span className="note">{typingLine(state)}</span>
        </p>
        {transcript.status === "pending_manual" && <Quiet onClick={cancel} words={words.cancel} />}
        {(transcript.status === "bot_active" || transcript.status === "closed") && (
          <Quiet onClick={escalate} words={words.askPerson} />
        )}
      </div>

      <form className="composer" onSubmit={submit}>
        <input
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-label={words.label}
          placeholder={words.placeholder}
          autoComplete="off"
        />
        <button type="submit">{words.send}</button>
      </form>
    </main>
  );
}

/** Not confirmed yet: still here after a reload, sent again with the same key, or failed with its reason. */
function Pending(props: { message: PendingMessage; retry: (key: string) => void; discard: (key: string) => void }) {
  const { key, content, state, error } = props.message;
  return (
    <li className={`user ${state}`}>
      <p className="text">{content}</p>
      {state === "failed" ? (
        <p className="fate alarm">
          {refusal(error)} <Quiet onClick={() => props.retry(key)} words={words.again} />{" "}
          <Quiet onClick={() => props.discard(key)} words={words.discard} />
        </p>
      ) : (
        <p className="fate">{words.sending}</p>
      )}
    </li>
  );
}

function Quiet({ onClick, words }: { onClick: () => unknown; words: string }) {
  return (
    <button type="button" className="quiet" onClick={() => void onClick()}>
      {words}
    </button>
  );
}
