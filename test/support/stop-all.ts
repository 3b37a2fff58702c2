/** Ends several things in order; one that cannot be ended keeps none of the others alive. */
export async function stopAll(...things: readonly ({ stop(): Promise<void> } | undefined)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const thing of things) {
    try {
      await thing?.stop();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'not everything could be ended');
}
