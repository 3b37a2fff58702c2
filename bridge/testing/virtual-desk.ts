import { guardedDriver } from '../../src/readers/guarded-driver.ts';
import { type PresentedPin, VirtualCard, type VirtualCardProfile } from '../../src/readers/virtual/virtual-card.ts';
import { VirtualReaders } from '../../src/readers/virtual/virtual-readers.ts';
import { createResourceManager } from '../../src/readers/web-smart-card/resource-manager.ts';
import type { OpenReaders } from '../cli/open-readers.ts';
import { runCommandLine } from '../cli/program.ts';
import { type Script, ScriptedTerminal } from './scripted-terminal.ts';

export const READER = 'Virtual Reader 0';

/** A command line, virtual readers in the place of PC/SC, and somebody at the terminal. */
export class VirtualDesk {
  readonly readers = new VirtualReaders();
  /** Every PIN that reached a card. */
  readonly presented: PresentedPin[] = [];
  terminal = new ScriptedTerminal();
  /** How often a command opened the readers, and how often it closed them. */
  opened = 0;
  closed = 0;

  /** Puts a new card in. */
  insert(profile: VirtualCardProfile, reader = READER): VirtualCard {
    const card = new VirtualCard(profile);
    card.observer = (pin) => this.presented.push(pin);
    this.readers.insert(reader, card);
    return card;
  }

  readonly openReaders: OpenReaders = () => {
    this.opened++;
    return {
      manager: createResourceManager(guardedDriver(this.readers)),
      moduleMissing: false,
      close: async () => {
        this.closed++;
      },
    };
  };

  /** Resolves with the exit code. `prepare` is told of the terminal before anything happens. */
  async run(
    args: readonly string[],
    script: Script = {},
    prepare: (terminal: ScriptedTerminal) => void = () => {},
    openReaders: OpenReaders = this.openReaders,
  ): Promise<number> {
    this.terminal = new ScriptedTerminal(script);
    prepare(this.terminal);
    return runCommandLine(args, { terminal: this.terminal, pageFolder: '/nowhere', openReaders });
  }
}
