/**
 * Asks again until `question` gives an answer other than `undefined`. For things that tell nobody when they are ready, such
 * as another program's socket; the pause only keeps the processor free.
 */
export async function until<T>(
  what: string,
  question: () => Promise<T | undefined> | T | undefined,
  timeout = 15_000,
): Promise<T> {
  const end = Date.now() + timeout;
  while (true) {
    const answer = await question();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited ${timeout} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
