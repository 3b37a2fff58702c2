import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cardWith, ORDINARY_CARD, PROFILES } from '../../src/readers/virtual/profiles.ts';
import type { Finding, FindingCode } from '../../src/texts/doctor-findings.ts';
import type { CardView } from '../support/card-commands.ts';
import { pinCommands } from '../support/card-process.ts';
import { mynaPin } from '../support/command-line.ts';
import { holdCard } from '../support/other-program.ts';
import { READERS } from '../support/pcscd.ts';
import { Station } from '../support/station.ts';

const BEFORE_CARDS = ['node-ok', 'module-ok', 'service-ok', 'readers-ok'] as const;
const READY = [...BEFORE_CARDS, 'card-ok', 'kind-my-number-card'] as const;

describe('doctor over PC/SC', () => {
  let station: Station;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'myna-pin-doctor-'));
    station = await Station.start();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await station?.stop();
  });

  let before: CardView | undefined;
  /** Whatever was found: no PIN was presented, no try is gone, and the card has no power. */
  afterEach(async () => {
    const card = await station.atRest();
    expect(pinCommands(card)).toEqual([]);
    expect(card.presented).toEqual([]);
    expect(card.tries).toEqual(before?.tries);
  });

  async function insert(profile: Parameters<Station['insert']>[0]): Promise<void> {
    await station.insert(profile);
    before = await station.card.look();
  }

  async function doctor(): Promise<{ code: number | null; codes: FindingCode[]; findings: Finding[]; report: string }> {
    const reportFile = join(folder, 'report.txt');
    const { code, out } = await mynaPin(['doctor', '--json', '--report', reportFile]);
    const { findings } = JSON.parse(out) as { findings: Finding[] };
    const codes = findings.map((finding) => finding.code).filter((finding) => finding !== 'versions');
    return { code, codes, findings, report: readFileSync(reportFile, 'utf8') };
  }

  it('a card that is ready: nothing to do, and a field report by both forms', async () => {
    await insert(ORDINARY_CARD);
    const { code, codes, report } = await doctor();
    expect(codes).toEqual([...READY, ...Array(4).fill('pin-ready')]);
    expect(code).toBe(0);
    expect(report).toContain('sign  jpki    001B  9000  63C5  63C5  63C5');
    expect(report).toContain('juki  common  001C  9000  63C3  -     -');
    expect(report).not.toContain(ORDINARY_CARD.serial);
    const { log } = await station.card.look();
    expect(log.filter(({ command }) => /^002000(9B|98|91)$/.test(command)).map(({ sw }) => sw)).toEqual([
      '63C5',
      '63C3',
      '63C3',
    ]);
  });

  it('a locked PIN and a last try: by name, and not asked by short file identifier', async () => {
    await insert(cardWith({ pins: { auth: { pin: '1234', triesLeft: 0 }, text: { pin: '1234', triesLeft: 1 } } }));
    const { code, codes, report } = await doctor();
    expect(codes).toEqual([...READY, 'pin-ready', 'pin-locked', 'pin-ready', 'pin-last-try']);
    expect(code).toBe(1);
    expect(report).toMatch(/^ +auth +jpki +0018 +9000 +63C0 +- +-$/m);
    expect(report).toMatch(/^ +text +text +0011 +9000 +63C1 +- +-$/m);
    // Nor is any other PIN beside a locked one: who knows which of them it would be for the card.
    expect(report).toMatch(/^ +sign +jpki +001B +9000 +63C5 +- +-$/m);
  });

  it('a 住基カード: which kind it is, and what it answers', async () => {
    await insert(PROFILES['juki-card']);
    const { code, codes, report } = await doctor();
    expect(codes).toEqual([...BEFORE_CARDS, 'card-ok', 'kind-other-card']);
    expect(code).toBe(1);
    expect(report).toContain('"JPKIAPICCTOKEN"');
  });

  it('a card that another program holds: says so, names it, sends nothing', async () => {
    await insert(ORDINARY_CARD);
    const other = await holdCard();
    try {
      const { code, codes, findings } = await doctor();
      expect(codes).toEqual([...BEFORE_CARDS, 'card-in-use']);
      expect(code).toBe(1);
      expect(findings.find((finding) => finding.code === 'card-in-use')?.facts).toEqual({
        reader: READERS[0],
        programs: expect.arrayContaining([expect.stringMatching(/^node|^MainThread/)]),
      });
      expect((await station.card.look()).log).toEqual([]);
    } finally {
      await other.release();
    }
    expect((await doctor()).code).toBe(0);
  });

  it('no card: which is not the same as no reader', async () => {
    await insert(ORDINARY_CARD);
    await station.takeOut();
    const { code, codes, report } = await doctor();
    expect(codes).toEqual([...BEFORE_CARDS, 'card-none']);
    expect(code).toBe(3);
    expect(report).toMatch(/\nCard\n {2}none was read\n$/);
  });

  it('a service that hangs: not waited for', async () => {
    const service = readdirSync('/proc').find(
      (id) => /^\d+$/.test(id) && readFileSync(`/proc/${id}/comm`, 'utf8').trim() === 'pcscd',
    );
    process.kill(Number(service), 'SIGSTOP');
    try {
      const { code, codes } = await doctor();
      expect(codes).toEqual(['node-ok', 'module-ok', 'service-no-answer']);
      expect(code).toBe(3);
    } finally {
      process.kill(Number(service), 'SIGCONT');
    }
  });

  it('a service that crashed, and one that is back', async () => {
    await insert(ORDINARY_CARD);
    await station.pcscd.crash();
    const { code, codes } = await doctor();
    expect(codes).toEqual(['node-ok', 'module-ok', 'service-stopped']);
    expect(code).toBe(3);
    await station.restartService();
    expect((await doctor()).code).toBe(0);
  });
});
