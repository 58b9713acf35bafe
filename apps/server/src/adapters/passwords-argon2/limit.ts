/** Runs jobs with at most `running` under way and at most `waiting` in each of two queues, the urgent one first. */
export interface Limit {
  /** @throws what `refuse` makes, at once, when the queue is full */
  run<Result>(job: () => Promise<Result>, urgent: boolean): Promise<Result>;
}

export function createLimit(options: { running: number; waiting: number; refuse: () => Error }): Limit {
  const urgentQueue: (() => void)[] = [];
  const queue: (() => void)[] = [];
  let running = 0;

  const enter = (urgent: boolean): Promise<void> => {
    if (running < options.running) {
      running += 1;
      return Promise.resolve();
    }
    const line = urgent ? urgentQueue : queue;
    if (line.length >= options.waiting) return Promise.reject(options.refuse());
    return new Promise((resolve) => line.push(resolve));
  };

  const leave = (): void => {
    const next = urgentQueue.shift() ?? queue.shift();
    // The place is handed over: `running` stays as it is when somebody waits.
    if (next === undefined) running -= 1;
    else next();
  };

  return {
    async run(job, urgent) {
      await enter(urgent);
      try {
        return await job();
      } finally {
        leave();
      }
    },
  };
}
