#!/usr/bin/env bash
# A customer's chat with nothing but curl, and the three things that go wrong done by hand: what the SDK does for you.
#
#   ./chat.sh "How far can I ride on one charge?" "Can I return the bike?"
#
# BATON_URL (http://127.0.0.1:8000) says where Baton is. Each argument is one message; without any it asks these two.
set -euo pipefail

BATON=${BATON_URL:-http://127.0.0.1:8000}
DIR=$(mktemp -d)
trap 'kill "${FOLLOWER:-}" 2>/dev/null || true; rm -rf "$DIR"' EXIT

[ $# -gt 0 ] || set -- "How far can I ride on one charge?" "Can I return the bike?"

new_key() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }
# A text as JSON: backslashes and quotes escaped, control characters left out.
json() { printf '"%s"' "$(printf '%s' "$1" | tr -d '\000-\037' | sed 's/[\\"]/\\&/g')"; }
# Anything between nothing and a bound that doubles with each try, 32 s at most: a server that has just come back must not
# be met by everybody at once. But no earlier than the server asks for in the head of its answer ($2), up to five minutes.
pause() {
  local tenths=$((RANDOM % (5 << ($1 < 6 ? $1 : 6)))) asked
  asked=$(sed -nE 's/^[Rr]etry-[Aa]fter: *([0-9]{1,6}).*/\1/p' "$2" 2>/dev/null | tail -n 1)
  [ -z "$asked" ] || sleep "$((10#$asked < 300 ? 10#$asked : 300))"
  sleep "$((tenths / 10)).$((tenths % 10))"
}
# The first text of a field in a JSON file, on one line.
field() {
  { grep -oE "\"$1\":\"([^\"\\\\]|\\\\.)*\"" "$2" || true; } | head -n 1 | sed -E "s/^\"$1\":\"(.*)\"\$/\\1/; s/\\\\n/ /g; s/\\\\([\"\\\\])/\\1/g"
}

# ERRORS. Sends a write until it has an answer: $1 path, $2 body, $3 idempotency key, the same for all attempts.
# The answer is in $DIR/answer. No answer, "wait" and the server's own trouble are tried again, a refusal is not:
# asking again does not change it. Every refusal says why, to a program (code) and to a person (error).
post() {
  local attempt status
  for attempt in 1 2 3 4 5 6 7 8; do
    : >"$DIR/answer-head"
    status=$(curl -sS -o "$DIR/answer" -D "$DIR/answer-head" -w '%{http_code}' --max-time 120 "$BATON$1" -d "$2" \
      -H "content-type: application/json" -H "idempotency-key: $3" ${TOKEN:+-H "@$DIR/authorization"} \
      2>/dev/null) || status=000
    case $status in
      200) return 0 ;;
      # Not sure whether it arrived? The key makes asking again safe: one message, and the first answer again.
      000 | 408 | 425 | 429 | 5??) echo "· no answer ($status), trying again with the same key" >&2 ;;
      409) [ "$(field code "$DIR/answer")" = IDEMPOTENCY_IN_FLIGHT ] || return 1 ;;
      *) return 1 ;;
    esac
    pause "$attempt" "$DIR/answer-head"
  done
  return 1
}
refusal() {
  [ -s "$DIR/answer" ] || { echo "✗ no answer from $BATON"; return; }
  echo "✗ refused: $(field code "$DIR/answer"): $(field error "$DIR/answer")"
}

# RECONNECT. Follows the session for ever. Everything that is journaled has an id; whoever comes back names the last one
# and gets what came after it, once, in order. Pieces of the bot's reply have no id: they are live only.
follow() {
  local line id="" last=0 tries=0 status
  while true; do
    while IFS= read -r line; do
      case $line in
        "id: "*) id=${line#id: } ;;
        "data: "*)
          tries=0
          if [ -n "$id" ]; then
            last=$id
            id=""
            printf '%s\n' "${line#data: }" >"$DIR/frame"
            case $(field type "$DIR/frame") in
              user_message) echo "you:    $(field content "$DIR/frame")" ;;
              bot_message) echo "bot:    $(field content "$DIR/frame")" ;;
              manual_message) echo "person: $(field content "$DIR/frame")" ;;
              status_change) echo "· now $(field status "$DIR/frame")" ;;
            esac
            cat "$DIR/frame" >>"$DIR/seen"
          fi
          ;;
      esac
    done < <(curl -sN --connect-timeout 5 --speed-limit 1 --speed-time 45 "$BATON/api/sessions/$NAME/events" \
      -H "@$DIR/authorization" -H "last-event-id: $last" -D "$DIR/head")
    status=$(head -n 1 "$DIR/head" 2>/dev/null | cut -d ' ' -f 2)
    case $status in
      408 | 425 | 429) ;;
      # Asking again would change nothing.
      4??) echo "✗ the stream was refused ($status)" >&2; return 1 ;;
    esac
    echo "· the stream ended, resuming after $last" >&2
    tries=$((tries + 1))
    pause "$tries" "$DIR/head"
  done
}

# DEDUPLICATION. The key is made before the first attempt and kept until there is an answer. Here it is used twice on
# purpose: two requests, one session.
KEY=$(new_key)
open_session() { post /api/sessions '{}' "$KEY" || { refusal >&2; exit 1; }; }
open_session
FIRST=$(field session_name "$DIR/answer")
open_session
NAME=$(field session_name "$DIR/answer")
TOKEN=$(field token "$DIR/answer")
# In a file, because everybody on the machine can read a program's arguments.
printf 'authorization: Bearer %s' "$TOKEN" >"$DIR/authorization"
echo "· session $NAME, asked for twice: $([ "$FIRST" = "$NAME" ] && echo the same one || echo TWO SESSIONS)"

follow &
FOLLOWER=$!

for text in "$@"; do
  key=$(new_key)
  body="{\"message\":$(json "$text"),\"user_id\":\"$NAME\"}"
  # The bot's route refuses while a person serves: then the message goes to the person, and keeps its key.
  if ! post /api/chat "$body" "$key"; then
    case $(field code "$DIR/answer") in
      SESSION_IN_MANUAL_MODE*)
        post /api/manual/messages "{\"session_name\":\"$NAME\",\"role\":\"user\",\"content\":$(json "$text")}" "$key" || refusal
        ;;
      *) refusal ;;
    esac
  fi
done

# What the server has is the truth: everything above was shown from the stream, which may still be on its way, or in a
# pause before it resumes. So wait until the record's last message was shown, but no longer than LINGER seconds (45).
curl -sS "$BATON/api/sessions/$NAME/messages" -H "@$DIR/authorization" >"$DIR/record"
LAST=$(grep -oE '"id":"[^"]*"' "$DIR/record" | tail -n 1 | cut -d '"' -f 4 || true)
DEADLINE=$((SECONDS + ${LINGER:-45}))
until [ -z "$LAST" ] || grep -qsF "\"message_id\":\"$LAST\"" "$DIR/seen" || [ "$SECONDS" -ge "$DEADLINE" ]; do
  kill -0 "$FOLLOWER" 2>/dev/null || break
  sleep 0.2
done
echo "· the record has $(grep -o '"seq":' "$DIR/record" | wc -l | tr -d ' ') messages"
