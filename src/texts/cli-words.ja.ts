import { PINS } from '../card/applications.ts';
import type { CliTexts } from './cli-words.ts';

const FIELDS = { current: '現在の暗証番号', next: '新しい暗証番号' };

export const CLI_WORDS_JA: CliTexts = {
  titles: {
    'Usage:': '使い方:',
    'Arguments:': '引数:',
    'Options:': 'オプション:',
    'Commands:': 'コマンド:',
  },
  usageForms: {
    program: '<コマンド> [オプション]',
<<<<<<< HEAD
    serve: '[--no-open] [--port N] [--virtual] [--developer] [--office FILE] [--journal FILE]',
=======
    serve: '[--no-open] [--port N] [--virtual] [--developer] [--office FILE] [--kiosk [--browser PATH]]',
>>>>>>> kiosk
    readers: '[オプション]',
    status: '[オプション]',
    change: '[暗証番号...] [オプション]',
    record: 'FILE [オプション] -- <コマンド...>',
    doctor: '[オプション]',
    explain: 'FILE|HEX [オプション]',
    replay: 'FILE [オプション]',
    'check-office': 'FILE',
  },
  program: 'マイナンバーカードの4つの暗証番号を変更します。',
  commands: {
    serve: 'ブラウザーの画面を開きます（npm start と同じ）。',
    readers: 'カードリーダーと、カードの有無を表示します。',
    status: 'カードの種類、電子証明書、暗証番号の残り回数を表示します。暗証番号は使いません。',
    change: '暗証番号を変更します。',
    record: 'ほかのコマンドを実行し、カードとのやりとりをファイルに記録します。',
    doctor: 'うまく動かない原因と、次にすることを調べます。残り回数は減りません。',
    explain: '記録のファイル、または APDU やステータスワードを言葉で説明します。',
    replay: '記録のファイルを、カードの代わりに再生します。',
    'check-office': '窓口の設定のファイルに誤りがないか確かめます。',
    help: 'コマンドの説明を表示します。',
  },
  details: {
    change: [
      '暗証番号は画面に出さずに尋ねます。--stdin では、名前を書いた順に、1行に1つずつ、現在、新しい、の順で',
      '標準入力から読みます。引数や環境変数では受け取りません。',
    ],
    record: [
      '記録できるコマンドは status、change、readers、doctor です。暗証番号と個人の情報は記録しません。',
      'コマンドが失敗しても記録は残ります。終了コードはそのコマンドのものです。',
    ],
  },
  arguments: {
    pin: `sign (${PINS.sign.name})、auth (${PINS.auth.name})、juki (${PINS.juki.name})、text (${PINS.text.name})`,
    record: '記録を書くファイル',
    recorded: '実行するコマンド',
    explain: '記録のファイル、または16進数の APDU かステータスワード',
    replay: '記録のファイル',
    office: '窓口の設定のファイル',
  },
  options: {
    help: 'この説明を表示します',
    version: 'バージョンを表示します',
    'no-open': 'ブラウザーを開きません',
    port: 'ポート番号（指定がなければ空いているもの）',
    'serve-virtual': '実物のカードを使いません',
    developer: '開発者用の画面で、自由な APDU を送れるようにします',
    office: '窓口の設定のファイル（fixtures/offices/ に例があります）',
<<<<<<< HEAD
    journal: '窓口日誌のファイル（窓口で使う設定のとき。指定がなければ、このユーザーの状態を置くフォルダー）',
=======
    kiosk: '専用のブラウザーで全画面に出しつづけます（kiosk.mode のある --office が必要です）',
    browser: 'そのブラウザー（Chromium 系。指定がなければ、よくある名前で探します）',
>>>>>>> kiosk
    reader: '使うカードリーダーの名前、またはその一部',
    virtual: '見本の仮想カードを使います（署名用 ABC123、ほかは 1234）',
    json: '結果を1つの JSON で標準出力に出します',
    certificates: '利用者証明用電子証明書の有効期限や発行元も調べます。暗証番号は使いません',
    stdin: '暗証番号を標準入力から1行に1つずつ読みます',
    'last-try': 'この暗証番号の最後の1回を使うことに同意します（繰り返し指定できます）',
    wait: '途中で止まったとき、カードが戻るのを待つ秒数（指定がなければ 60）',
    force: 'ファイルがあれば書き換えます',
    shows: '何の記録かを1文で書きます',
    'test-card': 'テスト用と名乗るカードなら、データを隠さずに記録します',
    expect: '画面に表示する内容をファイルに書き込みます（回帰テストになります）',
    report: '人に渡せる報告をファイルに書きます',
  },
  epilogue: [
    '終了コード:',
    '  0  終わりました。すべて変更しました',
    '  1  断られました。変更していないものがあります',
    '  2  コマンドの指定が正しくありません',
    '  3  サービス、カードリーダー、カードのどれかがありません',
    '  4  変更できたか確認できていません',
    '',
    '例:',
    '  myna-pin status',
    '  myna-pin change auth text',
    '  myna-pin record trouble.apdu -- change auth',
  ],
  usage: {
    unknownCommand: 'そのようなコマンドはありません。',
    unknownOption: 'そのようなオプションはありません。',
    tooManyArguments: '引数が多すぎます。',
    argumentMissing: (name) => `引数 ${name} がありません。`,
    optionArgumentMissing: (flags) => `${flags} に値がありません。`,
    didYouMean: (names) => `もしかして: ${names}`,
    seeHelp: (command) => `使い方は ${command} --help で表示します。`,
    other: 'コマンドの指定が正しくありません。',
    port: '--port には 0 から 65535 までの数を指定してください。',
    seconds: '--wait には 0 から 3600 までの秒数を指定してください。',
    notAPin:
      '暗証番号の名前は sign、auth、juki、text のどれかです。暗証番号そのものは引数に書かないでください。書いたときは、履歴から消してください。',
    pinTwice: (pin) => `${pin} が2回書かれています。`,
    noPinNamed: '変更する暗証番号の名前を指定してください（sign、auth、juki、text）。',
    consentForOther: (pin) => `--last-try ${pin} は、変更する暗証番号ではありません。`,
    inputIsTerminal: '標準入力が端末です。入力が画面に出るため、--stdin を付けずに実行してください。',
    nobodyToAsk: '端末ではないため、暗証番号を尋ねられません。--stdin で標準入力から渡してください。',
    lineMissing: (line, pin, field) => `標準入力の${line}行目（${pin} の${FIELDS[field]}）がありません。`,
    lineExtra: (line) => `標準入力の${line}行目は余分です。`,
    lineMalformed: (line, pin, field) => `標準入力の${line}行目（${pin} の${FIELDS[field]}）の形式が正しくありません。`,
    lineSameAsCurrent: (line, pin) => `標準入力の${line}行目（${pin} の新しい暗証番号）が、現在の暗証番号と同じです。`,
    notRecordable: '記録できるコマンドは status、change、readers、doctor です。',
    fileExists: 'そのファイルはすでにあります。書き換えるときは --force を付けてください。',
    fileNotWritable: 'そのファイルに書き込めません。',
    showsOneLine: '--shows には1行の文を書いてください。',
  },
  reach: {
    'module-missing': {
      title: 'カードリーダーを使う部品がありません',
      lines: ['部品を入れてから、もう一度実行してください。'],
    },
    'no-service': {
      title: 'スマートカードのサービスが動いていません',
      lines: ['パソコンのスマートカードサービス（Linux では pcscd）を起動してください。'],
    },
    'no-reader': {
      title: 'カードリーダーが見つかりません',
      lines: ['カードリーダーをパソコンにつないでください。'],
    },
    'reader-not-found': {
      title: '--reader の名前に合うカードリーダーがありません',
      lines: ['名前、またはその一部を確かめてください。'],
    },
    'reader-ambiguous': {
      title: '--reader の名前に合うカードリーダーがいくつもあります',
      lines: ['1つに決まる名前を指定してください。'],
    },
    'several-cards': {
      title: 'カードがいくつもあり、どれを使うか決められません',
      lines: ['--reader で指定するか、使わないカードを外してください。'],
    },
    'another-card': {
      title: '別のカードに替わりました',
      lines: ['安全のため止めました。暗証番号はカードに送っていません。'],
    },
  },
  installCommand: (command) => `次のコマンドで入れられます: ${command}`,
  readerNames: (names) => `カードリーダー: ${names.join('、')}`,
  virtualCard: '見本の仮想カードを使っています。本物のカードは変わりません。ご自分の暗証番号は入力しないでください。',
  waitingForCard: 'カードリーダーにマイナンバーカードを置いてください。Ctrl-C で終わります。',
  readers: {
    none: 'カードリーダーはありません。',
    card: { empty: 'カードなし', present: 'カードあり', mute: 'カードから応答なし' },
  },
  status: { reader: (name) => `カードリーダー: ${name}`, card: 'マイナンバーカードです。' },
  ask: {
    whether: (pin, state) => `${pin}（${state}）を変更しますか [y/N]`,
    yes: ['y', 'yes', 'はい'],
    nothingChosen: '変更する暗証番号がありません。',
    fields: { ...FIELDS, repeat: '新しい暗証番号（確認）' },
    tries: (pin, format, state) => `${pin}（${format}）: ${state}`,
    keepWeak: 'このまま使いますか [y/N]',
    mismatch: '「新しい暗証番号」と違います。同じものをもう一度入力してください。',
    sameAsCurrent: '今の暗証番号と同じです。別のものにしてください。',
    tooOften: '正しく入力されなかったため、止めました。カードには何も送っていません。',
    findOut: '新しい番号になっていないか、カードに確かめますか。なっていないときは、残り回数が1回減ります [y/N]',
    lastTry: (pin) => [
      `${pin}は、残り1回です。間違えるとロックされ、市区町村の窓口などでの再設定が必要になります。`,
      '自信がないときは、Enter だけを押してください。残り1回のままです。',
    ],
    typeToConsent: (word) => `ロックされることがあると理解して続けるときは ${word} と入力してください`,
    notConsented: 'この暗証番号は変更しません。',
    cancelled: '中止しました。カードには暗証番号を送っていません。',
  },
  progress: {
    checking: '今の暗証番号を確かめています',
    checked: '確かめました',
    changing: '変更しています',
    finished: '終わりました',
  },
  doNotMove: 'カードを動かさないでください。',
  finishing: 'カードとのやりとりが済むまでお待ちください。途中で切らずに終わります。',
  recovery: {
    waiting: (seconds) =>
      `途中で止まったため、新しい番号になったかまだわかりません。変更していたカードを、もう一度カードリーダーに置いてください（${seconds}秒待ちます）。`,
    waitingToFinish: (seconds) =>
      `途中で止まり、2か所のうち1か所だけが新しい番号になっています。残りを変更するため、同じカードをもう一度カードリーダーに置いてください（${seconds}秒待ちます）。`,
    asking: 'どちらの番号になったか確かめています。カードを動かさないでください。',
    finishing: '残りの1か所を変更しています。カードを動かさないでください。',
    anotherCard: '別のカードのようです。変更していたカードを置いてください。',
    gaveUp: '確かめずに終わります。',
  },
  resultLine: (pin, outcome) => `${pin}: ${outcome}`,
  recorded: (file) => `記録を書きました: ${file}`,
  notRecorded: '記録を書けませんでした。',
  serve: {
    open: (address) => `ブラウザーで開いてください: ${address}`,
    portInUse: (port) => `ポート ${port} はほかのプログラムが使っています。--port で別の番号を指定してください。`,
    portForbidden: (port) => `ポート ${port} を使う権限がありません。--port で 1024 以上の番号を指定してください。`,
    noPage: 'ページがまだビルドされていません。npm start で起動してください。',
  },
  kiosk: {
    started: (browser) => `全画面に表示しました: ${browser}`,
    noBrowser: (given) =>
      given
        ? `このプログラムは起動できません: ${given}`
        : 'Chromium、Chrome、Edge が見つかりません。入れるか、--browser で指定してください。',
    noMode: '窓口の設定に、この画面の使い方がありません。--office のファイルに kiosk.mode を書いてください。',
    lost: {
      'browser-ended': (seconds) => `ブラウザーが終了しました。${seconds}秒後に起動しなおします。`,
      'page-gone': (seconds) => `画面が応答しません。ブラウザーを${seconds}秒後に起動しなおします。`,
    },
  },
  office: {
    good: (file) => `窓口の設定に誤りはありません: ${file}`,
    broken: (file, kept) =>
      `窓口の設定に誤りがあります: ${file}\n${kept ? '直すまで、前に読めた設定を使います。' : '直すまで、設定なしで動きます。'}`,
  },
  journal: {
    ready: (file) => `窓口日誌に記録します: ${file}`,
    trouble: (file) => `窓口日誌に記録できません: ${file}\n記録できるようになるまで、暗証番号の変更を受け付けません。`,
    shipped: '窓口日誌をデータベースに送れるようになりました。',
  },
};
