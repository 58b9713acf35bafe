import { EMPTY_TRANSCRIPT, type Transcript } from "@baton/client";

/** Who is there and who types holds while a stream is open: nobody else would say that it is over. */
export function forgetPeople(transcript: Transcript): Transcript {
  const { present, typing } = EMPTY_TRANSCRIPT;
  return { ...transcript, present, typing };
}

/**
 * Where no stream follows, which does tell that a reply is over: a look at the session does not say whose pieces a
 * message completes, and both would stand there.
 */
export function forgetPieces(transcript: Transcript): Transcript {
  return { ...transcript, partials: EMPTY_TRANSCRIPT.partials };
}
