/** Does `work` for 0 … `count` - 1, at most `atOnce` of them at the same time. */
export async function crowd(count: number, atOnce: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const member = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, member));
}
