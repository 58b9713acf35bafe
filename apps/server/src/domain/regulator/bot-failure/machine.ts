import { type Cue, OUTRIGHT } from "./cue.ts";

const whole = (...alternatives: readonly string[]): Cue => ({
  points: OUTRIGHT,
  pattern: new RegExp(`^(?:${alternatives.join("|")})$`, "u"),
});

const beginning = (...alternatives: readonly string[]): Cue => ({
  points: OUTRIGHT,
  pattern: new RegExp(`^["'\\[({< ]*(?:${alternatives.join("|")})`, "u"),
});

const anywhere = (...alternatives: readonly string[]): Cue => ({
  points: OUTRIGHT,
  pattern: new RegExp(`\\b(?:${alternatives.join("|")})`, "u"),
});

/** What no bot would write, but what the machines behind it put in its place. The same in every language. */
export const MACHINE: readonly Cue[] = [
  // Nothing, or only signs: "", "...", "?".
  whole(
    "[^\\p{L}\\p{N}\\p{S}]*",
    "null|undefined|none|nan|nil|n/?a|void|true|false|\\[object object\\]|\\{\\s*\\}|\\[\\s*\\]",
  ),
  beginning(
    "!doctype html",
    "html[ >]",
    "head[ >]",
    "\\?xml",
    "(?:http(?:/\\d\\S*)? |status(?: code)?:? ?|error:? ?(?:code:? ?)?)?(?:4\\d\\d|5\\d\\d)(?: |: ?| - |$)(?:bad|unauthori|payment|forbidden|not |method|request|too many|internal|server|service|gateway|time|error|$)",
    "(?:bad gateway|internal server error|service unavailable|gateway time-?out|too many requests|request time-?out|unauthori[sz]ed\\W*$|forbidden\\W*$|not found\\W*$|access denied|connection (?:refused|reset|timed out))",
    "(?:traceback \\(most|uncaught |unhandled|exception in|fatal:|panic:|segmentation fault)",
    "(?:error|fehler|erreur|errore|erro|ошибка|错误|エラー|오류)(?: \\w+)?:",
    "\\w*(?:error|exception): ",
    "(?:request|operation|call|connection|query) (?:failed|timed out|aborted|rejected)|invalid (?:request|input|response)\\W*$|time(?:d )?-?out\\W*$",
    "(?:error|err)(?:_\\w+|\\W*$)",
    'error"? ?:',
    'code"? ?: ?-?\\d{3,}.{0,40}(?:error|msg|message)',
    '(?:detail|message|msg)"? ?: ?"[^"]*(?:error|fail|invalid|denied|exceeded|not found)',
  ),
  anywhere(
    "nginx/\\d",
    "cloudflare ray id",
    "econn(?:refused|reset|aborted)|etimedout|enotfound",
    "rate limit (?:exceeded|reached)",
    "(?:maximum )?context length (?:exceeded|is)",
    "insufficient_quota|invalid_request_error|invalid api key|content_filter",
    "stack ?trace",
    "<(?:html|body|title|center|h1)[ >]",
  ),
];
