/** What the bridge says at the terminal. The only place that writes there. */
interface Sentences {
  readonly help: string;
  readonly open: (address: string) => string;
  readonly usage: (problem: string) => string;
  readonly portInUse: (port: number) => string;
  readonly portForbidden: (port: number) => string;
  readonly noPage: string;
}

const OPTIONS = `  --no-open   ブラウザーを開かない / do not open a browser
  --port N    ポート番号 (既定は空いているもの) / port (default: a free one)
  --virtual   実物のカードを使わない / use no real card
  --help      この説明 / this text`;

const JAPANESE: Sentences = {
  help: `使い方: npm start -- [オプション]\n${OPTIONS}`,
  open: (address) => `ブラウザーで開いてください: ${address}`,
  usage: (problem) => `コマンドの指定が正しくありません (${problem})。--help で使い方を表示します。`,
  portInUse: (port) => `ポート ${port} はほかのプログラムが使っています。--port で別の番号を指定してください。`,
  portForbidden: (port) => `ポート ${port} を使う権限がありません。--port で 1024 以上の番号を指定してください。`,
  noPage: 'ページがまだビルドされていません。npm start で起動してください。',
};

const ENGLISH: Sentences = {
  help: `Usage: npm start -- [options]\n${OPTIONS}`,
  open: (address) => `Open this address in your browser: ${address}`,
  usage: (problem) => `That is not a valid command line (${problem}). --help shows how to use it.`,
  portInUse: (port) => `Port ${port} is in use by another program. Choose another one with --port.`,
  portForbidden: (port) => `Port ${port} may not be used. Choose one from 1024 on with --port.`,
  noPage: 'The page is not built yet. Start with npm start.',
};

/** In the language of the system: Japanese, or English for everybody else. */
export const SENTENCES: Sentences = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ja')
  ? JAPANESE
  : ENGLISH;

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
