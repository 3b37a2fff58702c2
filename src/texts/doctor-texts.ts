import type { CardTexts } from './card-texts.ts';
import { CARD_TEXTS } from './cli-card-texts.ts';
import type { Finding, FindingCode, FindingFacts, Versions } from './doctor-findings.ts';
import type { CliLanguage } from './language.ts';

/** What a finding is, and what to do next. */
export interface FindingText {
  readonly what: string;
  readonly next: readonly string[];
}

export interface DoctorTexts {
  readonly findings: { readonly [C in FindingCode]: (facts: FindingFacts[C]) => FindingText };
  readonly ready: string;
  readonly notReady: string;
  readonly reportWritten: (file: string) => string;
  readonly reportNotWritten: (file: string) => string;
  readonly reportInvitation: string;
  /** A question that should cost nothing may have cost a try. */
  readonly tryGone: string;
}

const START_COMMANDS = { systemd: 'sudo systemctl enable --now pcscd.socket', 'by-hand': 'sudo pcscd' } as const;

export const DOCTOR_TEXTS: Record<CliLanguage, DoctorTexts> = {
  ja: {
    findings: {
      'node-ok': ({ version }) => text(`Node.js ${version}`),
      'node-too-old': ({ version, needed }) =>
        text(`Node.js が古すぎます（${version}）。`, `Node.js ${needed} 以降を入れてください。`),
      'module-ok': () => text('カードリーダーを使うための部品（pcsclite）があります。'),
      'module-missing': () =>
        text(
          'カードリーダーを使うための部品（pcsclite）がありません。',
          'npm start を実行してください。部品を用意します。',
        ),
      'module-not-built': () =>
        text(
          'カードリーダーを使うための部品（pcsclite）がビルドされていません。',
          '次のコマンドを実行してください：npm rebuild pcsclite',
        ),
      'module-no-compiler': ({ command }) =>
        text(
          'カードリーダーを使うための部品（pcsclite）をビルドできません。C++ コンパイラーか PC/SC の開発用ファイルがありません。',
          ...install(command, 'C++ コンパイラーと PC/SC の開発用ファイルを入れてください。'),
          'そのあと npm start を実行してください。',
        ),
      'module-no-library': ({ library, command }) =>
        text(
          `システムのライブラリー ${library} がありません。`,
          ...install(command, `${library} を入れてください。`),
          'そのあと npm start を実行してください。',
        ),
      'module-wrong-node': () =>
        text(
          'カードリーダーを使うための部品（pcsclite）が、いまの Node.js と合っていません。',
          '次のコマンドを実行してください：npm rebuild pcsclite',
        ),
      'module-failed': ({ reason }) =>
        text(
          `カードリーダーを使うための部品（pcsclite）を読み込めません（${reason}）。`,
          '次のコマンドを実行してください：npm rebuild pcsclite',
        ),
      'service-ok': () => text('スマートカードのサービスが動いています。'),
      'service-not-installed': ({ command }) =>
        text('スマートカードのサービス（pcscd）がありません。', ...install(command, 'pcscd を入れてください。')),
      'service-stopped': ({ start }) =>
        text(
          'スマートカードのサービスが動いていません。',
          {
            systemd: `次のコマンドを実行してください：${START_COMMANDS.systemd}`,
            'by-hand': `次のコマンドを実行してください：${START_COMMANDS['by-hand']}`,
            windows:
              'カードリーダーをつないでください。つないであるときは、Windows の「サービス」で Smart Card を開始してください。',
            macos: 'カードリーダーをつなぎなおしてください。直らないときは、Mac を再起動してください。',
          }[start],
        ),
      'service-forbidden': () =>
        text(
          'スマートカードのサービスを使う権限がありません（/run/pcscd/pcscd.comm に書き込めません）。',
          '次のコマンドでサービスを起動しなおしてください：sudo systemctl restart pcscd.socket',
          'それでも使えないときは、このファイルの権限を変えた設定がないか確かめてください。',
        ),
      'service-denied': () =>
        text(
          'スマートカードのサービスが、このユーザーの利用を断りました（polkit の設定）。',
          'リモート接続ではなく、パソコンの画面からログインして実行してください。',
          'リモート接続で使うときは、org.debian.pcsc-lite.access_pcsc と access_card を許可する polkit の規則を管理者に頼んでください。',
        ),
      'service-unreachable': () =>
        text(
          'スマートカードのサービスは動いていますが、ここから見えません（/run/pcscd/pcscd.comm がありません）。',
          'コンテナーの中で動かしているときは、/run/pcscd を中から見えるようにしてください。',
          'そうでないときは、サービスを起動しなおしてください：sudo systemctl restart pcscd.socket pcscd',
        ),
      'service-no-answer': () =>
        text(
          'スマートカードのサービスが時間内に応答しません。',
          'カードリーダーを外してつなぎなおし、サービスを起動しなおしてください（Linux：sudo systemctl restart pcscd）。',
        ),
      'service-failed': ({ code }) =>
        text(
          `スマートカードのサービスに接続できません（${code}）。`,
          'サービスかパソコンを起動しなおしてください。直らないときは、この番号をそえて問い合わせてください。',
        ),
      'virtual-card': () => text('仮想カードで確かめています。カードリーダーと本物のカードは使っていません。'),
      'readers-ok': ({ names }) => text(`カードリーダーがあります：${names.join('、')}`),
      'readers-none': () => text('カードリーダーが見つかりません。', 'カードリーダーをパソコンにつないでください。'),
      'reader-not-found': ({ name, names }) =>
        text(
          `「${name}」という名前のカードリーダーはありません。`,
          names.length > 0 ? `次の中から選んでください：${names.join('、')}` : 'カードリーダーをつないでください。',
        ),
      'reader-driver-missing': ({ devices, command }) =>
        text(
          `カードリーダーはつながっていますが、ドライバー（libccid）がありません：${devices.join('、')}`,
          ...install(command, 'libccid（ディストリビューションによっては ccid、pcsc-lite-ccid）を入れてください。'),
          'そのあと、カードリーダーをつなぎなおしてください。',
        ),
      'reader-unsupported': ({ devices }) =>
        text(
          `つながっているカードリーダーを、このパソコンのスマートカードのサービスが使えません：${devices.join('、')}`,
          'カードリーダーをつなぎなおしてください。',
          'PaSoRi（RC-S380、RC-S300）は、Chrome や Edge のページの「リーダーを選ぶ」から直接使えることがあります。Windows では Sony の NFC ポートソフトウェアを入れても使えます。',
          'ほかのカードリーダーでは、CCID 対応のものを使ってください。',
        ),
      'card-ok': ({ reader }) => text(`カードが応答しています（${reader}）。`),
      'card-none': () => text('カードがありません。', 'カードリーダーにマイナンバーカードを置いてください。'),
      'card-mute': ({ reader }) =>
        text(`カードから応答がありません（${reader}）。`, 'カードの向きと表裏を確かめて、置きなおしてください。'),
      'card-in-use': ({ reader, programs }) =>
        text(
          `ほかのソフトがカードを使っています（${reader}）。`,
          ...(programs.length > 0 ? [`スマートカードを使っているソフト：${programs.join('、')}`] : []),
          'マイナポータルや e-Tax など、カードを使うソフトを終了してください。',
        ),
      'card-failed': ({ reader, error }) => {
        const { title, lines } = CARD_TEXTS.ja.words.cardErrors[error];
        return text(`${title}（${reader}）。`, ...lines);
      },
      'kind-my-number-card': () => text('マイナンバーカードです。'),
      'kind-other-card': ({ reader, kind }) => {
        const { title, lines } = CARD_TEXTS.ja.words.cardKinds[kind];
        return text(`${title}（${reader}）。`, ...lines);
      },
      ...pinTexts(CARD_TEXTS.ja, '：'),
      versions: (versions) => text(`バージョン：${versionList(versions)}`),
    },
    ready: '暗証番号を変更する用意ができています。',
    notReady: '上の「!」の項目を順に解決してから、もう一度確かめてください。',
    reportWritten: (file) => `報告書を ${file} に書きました。`,
    reportNotWritten: (file) => `報告書を ${file} に書けませんでした。別の場所を指定してください。`,
    tryGone:
      'カードに残り回数をたずねたあと、読み取れる残り回数が減りました。暗証番号は送っていません。この質問はもうしません。報告をいただけると助かります。',
    reportInvitation:
      '氏名、住所、番号、暗証番号は入っていません。中を確かめて、問い合わせ（issue）にそえて送ってください。本物のカードの報告は、とても役に立ちます。',
  },
  en: {
    findings: {
      'node-ok': ({ version }) => text(`Node.js ${version}`),
      'node-too-old': ({ version, needed }) =>
        text(`This Node.js is too old (${version}).`, `Install Node.js ${needed} or newer.`),
      'module-ok': () => text('The npm package that reaches card readers (pcsclite) is there.'),
      'module-missing': () =>
        text(
          'The npm package that reaches card readers (pcsclite) is not installed.',
          'Run npm start. It installs what is missing.',
        ),
      'module-not-built': () =>
        text(
          'The npm package that reaches card readers (pcsclite) was not built.',
          'Run this command: npm rebuild pcsclite',
        ),
      'module-no-compiler': ({ command }) =>
        text(
          'The npm package that reaches card readers (pcsclite) cannot be built: a C++ compiler or the development files of PC/SC are missing.',
          ...installEnglish(command, 'Install a C++ compiler and the development files of PC/SC.'),
          'Then run npm start.',
        ),
      'module-no-library': ({ library, command }) =>
        text(
          `The system library ${library} is missing.`,
          ...installEnglish(command, `Install ${library}.`),
          'Then run npm start.',
        ),
      'module-wrong-node': () =>
        text(
          'The npm package that reaches card readers (pcsclite) was built for another Node.js.',
          'Run this command: npm rebuild pcsclite',
        ),
      'module-failed': ({ reason }) =>
        text(
          `The npm package that reaches card readers (pcsclite) cannot be loaded (${reason}).`,
          'Run this command: npm rebuild pcsclite',
        ),
      'service-ok': () => text('The smart card service is running.'),
      'service-not-installed': ({ command }) =>
        text('The smart card service (pcscd) is not installed.', ...installEnglish(command, 'Install pcscd.')),
      'service-stopped': ({ start }) =>
        text(
          'The smart card service is not running.',
          {
            systemd: `Run this command: ${START_COMMANDS.systemd}`,
            'by-hand': `Run this command: ${START_COMMANDS['by-hand']}`,
            windows: 'Connect a card reader. If one is connected, start "Smart Card" in the services of Windows.',
            macos: 'Unplug the card reader and plug it in again. If that does not help, restart the Mac.',
          }[start],
        ),
      'service-forbidden': () =>
        text(
          'This user may not use the smart card service (no permission to write to /run/pcscd/pcscd.comm).',
          'Restart the service: sudo systemctl restart pcscd.socket',
          'If that does not help, look for a setting that changed the permissions of this file.',
        ),
      'service-denied': () =>
        text(
          'The smart card service refused this user (a rule of polkit).',
          'Log in at the screen of this computer, not over the network, and try again.',
          'For use over the network, ask the administrator for a polkit rule that allows org.debian.pcsc-lite.access_pcsc and access_card.',
        ),
      'service-unreachable': () =>
        text(
          'The smart card service is running but cannot be seen from here (there is no /run/pcscd/pcscd.comm).',
          'In a container, make /run/pcscd visible inside.',
          'Otherwise restart the service: sudo systemctl restart pcscd.socket pcscd',
        ),
      'service-no-answer': () =>
        text(
          'The smart card service does not answer in time.',
          'Unplug the card reader, plug it in again and restart the service (Linux: sudo systemctl restart pcscd).',
        ),
      'service-failed': ({ code }) =>
        text(
          `The smart card service cannot be reached (${code}).`,
          'Restart the service or the computer. If that does not help, ask for help and name this code.',
        ),
      'virtual-card': () => text('This is the virtual card. No card reader and no real card is used.'),
      'readers-ok': ({ names }) => text(`Card readers: ${names.join(', ')}`),
      'readers-none': () => text('There is no card reader.', 'Connect a card reader to this computer.'),
      'reader-not-found': ({ name, names }) =>
        text(
          `There is no card reader named "${name}".`,
          names.length > 0 ? `Choose one of these: ${names.join(', ')}` : 'Connect a card reader.',
        ),
      'reader-driver-missing': ({ devices, command }) =>
        text(
          `A card reader is connected, but its driver (libccid) is missing: ${devices.join(', ')}`,
          ...installEnglish(command, 'Install libccid (named ccid or pcsc-lite-ccid on some systems).'),
          'Then unplug the card reader and plug it in again.',
        ),
      'reader-unsupported': ({ devices }) =>
        text(
          `The smart card service of this computer cannot use the card reader that is connected: ${devices.join(', ')}`,
          'Unplug it and plug it in again.',
          'The page may use a PaSoRi (RC-S380, RC-S300) by itself, in Chrome or Edge. On Windows it also works with the NFC Port Software of Sony.',
          'In the place of another reader, use one that supports CCID.',
        ),
      'card-ok': ({ reader }) => text(`The card answers (${reader}).`),
      'card-none': () => text('There is no card.', 'Put a My Number card on the card reader.'),
      'card-mute': ({ reader }) =>
        text(`The card does not answer (${reader}).`, 'Check which way up it is, and put it back.'),
      'card-in-use': ({ reader, programs }) =>
        text(
          `Another program is using the card (${reader}).`,
          ...(programs.length > 0 ? [`Programs that use smart cards now: ${programs.join(', ')}`] : []),
          'Close programs that use the card, such as those for Mynaportal and e-Tax.',
        ),
      'card-failed': ({ reader, error }) => {
        const { title, lines } = CARD_TEXTS.en.words.cardErrors[error];
        return text(`${title} (${reader}).`, ...lines);
      },
      'kind-my-number-card': () => text('It is a My Number card.'),
      'kind-other-card': ({ reader, kind }) => {
        const { title, lines } = CARD_TEXTS.en.words.cardKinds[kind];
        return text(`${title} (${reader}).`, ...lines);
      },
      ...pinTexts(CARD_TEXTS.en, ': '),
      versions: (versions) => text(`Versions: ${versionList(versions)}`),
    },
    ready: 'Everything is ready for changing PINs.',
    notReady: 'Solve what is marked "!" above, from the top, and check again.',
    reportWritten: (file) => `The report is in ${file}.`,
    reportNotWritten: (file) => `The report could not be written to ${file}. Choose another place.`,
    tryGone:
      'After the card was asked for the tries left, fewer could be read than before. No PIN was sent, and it is not asked that way again. A report of this would help a lot.',
    reportInvitation:
      'It has no name, address, number or PIN in it. Please look through it and send it with an issue: reports about real cards help a lot.',
  },
};

/** The text of a finding. */
export function findingText(language: CliLanguage, { code, facts }: Finding): FindingText {
  // The compiler does not see that code and facts of one finding belong together.
  const sentence = DOCTOR_TEXTS[language].findings[code] as (facts: Finding['facts']) => FindingText;
  return sentence(facts);
}

function text(what: string, ...next: readonly string[]): FindingText {
  return { what, next };
}

function install(command: string | undefined, otherwise: string): string[] {
  return [command === undefined ? otherwise : `次のコマンドを実行してください：${command}`];
}

function installEnglish(command: string | undefined, otherwise: string): string[] {
  return [command === undefined ? otherwise : `Run this command: ${command}`];
}

type PinCode = Extract<FindingCode, `pin-${string}`>;

function pinTexts(texts: CardTexts, colon: string): Pick<DoctorTexts['findings'], PinCode> {
  const { pinNames, states, lastTryWarning, unknownTriesAdvice, status } = texts.words;
  return {
    'pin-ready': ({ pin, triesLeft }) => text(pinNames[pin] + colon + states.ready(triesLeft)),
    'pin-last-try': ({ pin }) => text(pinNames[pin] + colon + states.ready(1), lastTryWarning),
    'pin-locked': ({ pin, pins }) => text(pinNames[pin] + colon + states.locked, texts.resetAdvice(pin, pins)),
    'pin-absent': ({ pin }) => text(pinNames[pin] + colon + states.absent),
    'pin-unknown': ({ pin, sw }) =>
      text(
        pinNames[pin] + colon + states.unknown + status(sw.toString(16).toUpperCase().padStart(4, '0')),
        unknownTriesAdvice,
      ),
  };
}

function versionList({ product, node, os, pcscd, libccid, pcsclite }: Versions): string {
  const named = { 'myna-pin': product, 'Node.js': node, pcscd, libccid, pcsclite };
  return [os, ...Object.entries(named).flatMap(([name, version]) => (version ? [`${name} ${version}`] : []))].join(
    ', ',
  );
}
