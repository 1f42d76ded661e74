import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until there is a value, and gives it. Throws after so many seconds, or what `ask` throws. */
export async function until<T>(seconds: number, what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`not within ${seconds} seconds: ${what}`);
    await sleep(50);
  }
}
