import { PIN_IDS, PINS } from '../../../src/card/applications.ts';
import type { PinState } from '../../../src/card/overview.ts';
import { certificatesJson, type LookedAt, lookAtCertificates, sayCertificates } from '../certificates.ts';
import { EXIT } from '../exit-codes.ts';
import { orFail, printJson } from '../fail.ts';
import { hexStatusWord } from '../json.ts';
import { type CardOptions, type ReachedCard, reachCard, type Surroundings, withReaders } from '../reach-card.ts';

/** What is on the card: no PIN is needed and no try is spent. */
export function runStatus(
  surroundings: Surroundings,
  options: CardOptions & { readonly certificates: boolean },
): Promise<number> {
  const { terminal } = surroundings;
  return orFail(surroundings, 'status', options.json, () =>
    withReaders(surroundings, options, async (manager) => {
      const waits = terminal.interactive && !options.json;
      const card = await reachCard(surroundings, manager, { ...options, waits });
      const looked = options.certificates ? await lookAtCertificates(surroundings, manager, card) : undefined;
      if (options.json) sayJson(surroundings, options, card, looked);
      else say(surroundings, card);
      if (looked && !options.json) sayCertificates(terminal, looked);
      return EXIT.done;
    }),
  );
}

function say({ terminal, texts, cardTexts }: Surroundings, { reader, overview }: ReachedCard): void {
  const { words } = cardTexts;
  const { sign, auth } = overview.certificates;
  terminal.out(texts.status.reader(reader.name));
  terminal.out(texts.status.card);
  terminal.out(words.certificates(sign, auth));
  for (const pin of PIN_IDS) {
    const { format } = PINS[pin];
    terminal.out(texts.ask.tries(words.pinNames[pin], words.formats[format], cardTexts.pinState(overview.pins[pin])));
    const advice = cardTexts.pinStateAdvice(pin, overview.pins);
    if (advice) terminal.out(`  ${advice}`);
  }
}

function sayJson(
  { terminal }: Surroundings,
  { virtual }: CardOptions,
  { reader, overview: { certificates, pins } }: ReachedCard,
  looked: LookedAt | undefined,
): void {
  printJson(terminal, {
    command: 'status',
    exitCode: EXIT.done,
    virtual,
    reader: reader.name,
    card: {
      kind: 'my-number-card',
      certificates: { sign: certificates.sign ?? null, auth: certificates.auth ?? null },
      pins: { sign: state(pins.sign), auth: state(pins.auth), juki: state(pins.juki), text: state(pins.text) },
    },
    ...(looked ? { certificates: certificatesJson(looked) } : {}),
  });
}

function state(pin: PinState) {
  switch (pin.kind) {
    case 'ready':
      return { state: 'ready' as const, triesLeft: pin.triesLeft };
    case 'unknown':
      return { state: 'unknown' as const, statusWord: hexStatusWord(pin.sw) };
    default:
      return { state: pin.kind };
  }
}
