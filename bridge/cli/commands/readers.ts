import { EXIT } from '../exit-codes.ts';
import { orFail, printJson } from '../fail.ts';
import { readersNow } from '../find-readers.ts';
import { type CardOptions, type Surroundings, Unreachable, withReaders } from '../reach-card.ts';

/** Every reader and whether there is a card in it. No card is touched. */
export function runReaders(surroundings: Surroundings, options: CardOptions): Promise<number> {
  const { terminal, texts } = surroundings;
  return orFail(surroundings, 'readers', options.json, () =>
    withReaders(surroundings, options, async (manager) => {
      const { readers } = await readersNow(manager, terminal.stopped);
      if (!readers) throw new Unreachable('no-service');
      if (readers.length === 0) throw new Unreachable('no-reader');
      if (options.json) {
        const list = readers.map(({ name, card }) => ({ name, card }));
        printJson(terminal, { command: 'readers', exitCode: EXIT.done, readers: list });
      } else {
        for (const { name, card } of readers) terminal.out(`${name}: ${texts.readers.card[card]}`);
      }
      return EXIT.done;
    }),
  );
}
