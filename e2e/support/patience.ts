/**
 * How long a page may take to show what it was told, however busy the machine is. A client that has failed a few times
 * waits up to 30 s before it tries again. What never comes keeps no test waiting for ever: it then says which.
 */
export const WITHIN_MS = 45_000;
