/** A bot reply that is being said. Its pieces are live only and may arrive twice, late, or not at all. */
export interface PartialReply {
  replyId: string;
  /** What can be shown: everything up to the first missing piece. */
  text: string;
  /** Pieces beyond a gap, by their offset; used once the gap is filled. */
  waiting: readonly { offset: number; content: string }[];
}

/** Adds a piece to the reply it belongs to, or begins that reply. */
export function addPiece(
  partials: readonly PartialReply[],
  piece: { reply_id: string; offset: number; content: string },
): readonly PartialReply[] {
  const known = partials.find(({ replyId }) => replyId === piece.reply_id);
  const changed = join(known ?? { replyId: piece.reply_id, text: "", waiting: [] }, piece);
  return known === undefined ? [...partials, changed] : partials.map((one) => (one === known ? changed : one));
}

function join(partial: PartialReply, piece: { offset: number; content: string }): PartialReply {
  const waiting = [...partial.waiting, { offset: piece.offset, content: piece.content }].sort(
    (a, b) => a.offset - b.offset,
  );
  let { text } = partial;
  while (waiting[0] !== undefined && waiting[0].offset <= text.length) {
    const { offset, content } = waiting[0];
    // A repeat ends inside what is known and adds nothing; an overlap adds its tail.
    text += content.slice(text.length - offset);
    waiting.shift();
  }
  return { replyId: partial.replyId, text, waiting };
}
