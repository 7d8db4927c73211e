/** A body that ends with an error where nothing comes for so long while somebody waits for it. */
export function patientBody(
  body: ReadableStream<Uint8Array>,
  patienceMs: number,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await inTime(
          reader.read(),
          patienceMs,
          () => void reader.cancel().catch(() => {}),
        );
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** What a promise brings, or an `Error` where that takes longer; then `giveUp` is called. */
export function inTime<Value>(promise: Promise<Value>, limitMs: number, giveUp: () => void): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`the origin said nothing for ${limitMs} ms`));
      giveUp();
    }, limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
