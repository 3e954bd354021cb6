/** @returns a function that runs each job after all earlier ones of the same key, even if those failed */
export function createSerialQueue<Key>(): <Result>(key: Key, job: () => Promise<Result>) => Promise<Result> {
  const queues = new Map<Key, Promise<unknown>>();
  return (key, job) => {
    const turn = (queues.get(key) ?? Promise.resolve()).then(job, job);
    const settled = turn.catch(() => undefined);
    queues.set(key, settled);
    void settled.then(() => queues.get(key) === settled && queues.delete(key));
    return turn;
  };
}
