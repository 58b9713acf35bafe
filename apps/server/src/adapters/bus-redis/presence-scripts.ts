/**
 * KEYS[1]: a sorted set of `<instance> <agent>`, scored by the time until which the stream counts.
 * KEYS[2]: a sorted set of agents, scored by the time they were last seen at. Both in Redis's milliseconds.
 */

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/**
 * ARGV: how long a stream counts, how long a time is kept, how many were opened, how many closed; the opened, the closed;
 * then agents, each with the milliseconds since it was seen.
 */
export const TELL = `${NOW}
local first, opened, closed = 5, tonumber(ARGV[3]), tonumber(ARGV[4])
for i = first, first + opened - 1 do redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[i]) end
for i = first + opened, first + opened + closed - 1 do redis.call('ZREM', KEYS[1], ARGV[i]) end
for i = first + opened + closed, #ARGV, 2 do redis.call('ZADD', KEYS[2], 'GT', now - ARGV[i + 1], ARGV[i]) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1`;

/** @returns the members of KEYS[1] that count now */
export const ONLINE = `${NOW}
return redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf')`;

/** ARGV: an agent. @returns 1 when a stream of theirs is open, else 0; and how long ago they were seen, or -1 */
export const SEEN = `${NOW}
local here = 0
for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf')) do
  if string.sub(member, string.find(member, ' ', 1, true) + 1) == ARGV[1] then here = 1 end
end
local seen = redis.call('ZSCORE', KEYS[2], ARGV[1])
return {here, seen and now - seen or -1}`;
