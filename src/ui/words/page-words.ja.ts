import type { PageWords } from './page-words.ts';

const START_BRIDGE = 'このパソコンで myna-pin を起動すると使えます（npm start）。';
const NO_TRY_LOST = 'このことで、暗証番号の残り回数が減ることはありません。';
const OTHER_TAB = 'ほかのタブでこのページを開いているときは、そのタブを閉じてください。';

const WHY_NOT_LISTED =
  '多くのICカードリーダー（標準の方式のもの）は、安全のためブラウザーが許可していないので、一覧に出ません。';

export const PAGE_WORDS_JA: PageWords = {
  title: 'マイナンバーカードの暗証番号変更',
  language: '言語',
  stepTitles: {
    prepare: 'カードを置いてください',
    choose: '変更する暗証番号を選んでください',
    type: '暗証番号を入力してください',
    confirm: '内容を確認してください',
    'last-try': '残り1回の確認',
    working: '変更しています',
    recover: '変更できたか確かめます',
    result: '結果',
  },
  titleWithoutReader: 'はじめる前に',
  stepCount: (step, steps) => `全${steps}ステップ中 ${step}`,
  steps: {
    names: { prepare: '準備', choose: '選ぶ', type: '入力', confirm: '確認' },
    done: '（完了）',
    allDone: (steps) => `全${steps}ステップが終わりました`,
  },
  promise:
    '入力した暗証番号は、この端末の中だけで使い、カードにだけ送ります。保存したり、インターネットに送ったりしません。',
  buttons: {
    next: '次へ',
    back: '戻る',
    change: '変更する',
    show: '表示',
    hide: '隠す',
    readAgain: 'もう一度読み取る',
    again: 'ほかの暗証番号を変更する',
    retry: 'もう一度入力する',
    reconnect: 'もう一度接続する',
    useRealReader: 'カードリーダーに切り替える',
    removeCard: 'カードを外す',
    insertCard: 'カードを置く',
    useLastTry: '最後の1回を使って変更する',
    giveUp: '確かめずに終わる',
    findOut: '新しい番号になっていないか確かめる',
    finish: '残りを変更する',
    understood: '確認しました',
  },
  trial: {
    mark: 'お試し（仮想カード）',
    explanation: '画面の流れを試すための見本です。本物のカードは変わりません。',
    warning: 'ご自分の暗証番号は入力しないでください。',
    pins: '見本のカードの最初の暗証番号：署名用は ABC123、ほかの3つは 1234',
    tools: '見本のカードを替える・外す',
    profile: '見本のカード',
    cutOff: '次の変更の途中でカードを外す',
  },
  profileNames: {
    ordinary: 'ふつうのカード',
    'no-sign-certificate': '署名用電子証明書のないカード',
    'last-try': '残り1回の暗証番号があるカード',
    locked: 'ロックされた暗証番号があるカード',
    'juki-shared': '住民基本台帳用の番号が内部で1つのカード',
    'juki-half': '住民基本台帳用の番号が途中までしか変わらないカード',
    'juki-differs': '住民基本台帳用の番号が内部で食い違うカード',
    'juki-card': '住民基本台帳カード（住基カード）',
    phone: 'スマートフォンの電子証明書',
    'other-card': 'マイナンバーカードではないカード',
  },
  prepare: {
    needTitle: '用意するもの',
    need: {
      card: { name: 'マイナンバーカード', note: '有効なカードを用意してください。' },
      reader: { name: 'カードリーダー', note: '差し込む型と、置く型があります。' },
      pin: {
        name: '今の暗証番号',
        note: '変更したい暗証番号の、今の番号です。それぞれ何のための番号かは、次の画面で説明します。',
      },
    },
    forgotten:
      '今の暗証番号がわからないときや、ロックされているときは、ここでは変更できません。再設定の手続きをしてください。',
    reset: '再設定の方法を見る',
    whichPin: 'どの暗証番号を変えればいいか調べる',
    placing: {
      contact: {
        reader: '差し込む型のリーダー（接触型）',
        how: 'ICチップ（金色の四角）のある面を上にして、チップの側から奥まで差し込みます。',
      },
      contactless: {
        reader: '置く型のリーダー（非接触型）',
        how: 'リーダーのマークの上に置き、終わるまで動かさないでください。',
      },
    },
    chosen: (names) => `次の画面で選んである暗証番号：${names}`,
    waiting: 'カードリーダーにマイナンバーカードを置いてください。読み取ると、次の画面に進みます。',
    reading: 'カードを読み取っています。動かさないでください。',
  },
  obstacles: {
    connecting: { title: '準備しています', lines: [] },
    'not-a-bridge': {
      title: 'このページからはカードリーダーを使えません',
      lines: [
        'カードリーダーを使うには、パソコンで myna-pin を起動してください（npm start）。',
        'Chrome か Edge で開くと、このページから直接使えるカードリーダーもあります。',
      ],
    },
    'secret-missing': {
      title: 'カードリーダーに接続できません',
      lines: ['myna-pin が起動したときに表示したアドレスから、このページを開いてください。'],
    },
    'secret-used': {
      title: 'このアドレスはすでに使われました',
      lines: ['アドレスは1回だけ使えます。myna-pin を起動しなおし、新しいアドレスを開いてください。'],
    },
    'secret-wrong': {
      title: 'アドレスが正しくありません',
      lines: ['myna-pin が表示したアドレスを、最後の文字まで正しく開いてください。'],
    },
    'in-use': {
      title: 'ほかのタブで使用中です',
      lines: ['暗証番号の変更は、1つの画面でだけ行えます。ほかのタブを閉じると、ここで使えるようになります。'],
    },
    unreachable: {
      title: 'myna-pin に接続できません',
      lines: [
        'myna-pin が動いているか確かめてください。止まっているときは、起動しなおして新しいアドレスを開いてください。',
      ],
    },
    lost: {
      title: 'myna-pin との接続が切れました',
      lines: ['接続しなおしています。つながらないときは、myna-pin を起動しなおして新しいアドレスを開いてください。'],
    },
    'foreign-worker': {
      title: '安全のため、接続していません',
      lines: [
        '以前このアドレスを使ったほかのプログラムが、このページの通信に割り込んでいます。',
        'myna-pin のアドレスをシークレットウィンドウで開くか、ブラウザーの設定で 127.0.0.1 のサイトデータを削除してから開いてください。',
      ],
    },
    'virtual-requested': { title: 'お試しとして起動しました', lines: ['カードリーダーは使いません。'] },
    'module-missing': {
      title: 'カードリーダーを使う部品がありません',
      lines: ['次のコマンドで部品を入れてから、myna-pin を起動しなおしてください（npm start）。'],
    },
  },
  status: {
    noReader: 'カードリーダー：なし',
    trialReader: 'お試し（仮想カード）を使っています。',
    reader: (name) => `カードリーダー：${name}`,
    noCard: 'カードが置かれていません。',
    reading: 'カードを読み取っています。',
    read: 'マイナンバーカードを読み取りました。',
    mute: 'カードから応答がありません。',
    chooseReader: '使うカードリーダー',
    sentence: (title) => `${title}。`,
  },
  choose: {
    legend: '変更する暗証番号',
    nothing: '変更する暗証番号を1つ以上選んでください。',
    cannotChoose: 'この暗証番号は選べません。',
    tries: '「残り○回」は、続けて間違えられる回数です。0回になるとロックされます。正しく入力すると元に戻ります。',
    whichPin: 'どの暗証番号を変えればいいか調べる',
    details: 'くわしく',
    facts: { format: '番号の形', setAt: '決めたとき', lock: 'ロック' },
    setAt: 'カードを受け取ったときに、窓口で自分で決めた番号です。「設定暗証番号記載票」に控えがあるかもしれません。',
    lockedAfter: (wrong) => `続けて${wrong}回間違えると、ロックされます。時間がたっても解除されません。`,
    forgotten: '現在の暗証番号がわからないとき',
    whatToDo: 'どうすればよいか見る',
    together: '4けたの暗証番号は3つあります。同じ番号でそろえたい方は、3つとも選んでください。',
    chooseTogether: '4けたの3つをすべて選ぶ',
  },
  fields: {
    current: '現在の暗証番号',
    next: '新しい暗証番号',
    repeat: '新しい暗証番号（確認）',
  },
  form: {
    combine: 'まとめて同じ番号にする',
    combineHelp: '選んだ4けたの暗証番号を、1つの新しい番号にそろえます。',
    sameToday: '今の番号も同じです',
    sameTodayHelp: '今も同じ番号を使っているときは、1回の入力で済みます。',
    combinedGroup: '新しい番号（共通）',
    combinedFor: (names) => `対象：${names}`,
    triesNote: (tries) => `残り${tries}回です。間違えると1回減ります。`,
    errorSummary: (count) => `入力内容に${count}か所の誤りがあります。カードにはまだ何も送っていません。`,
    safe: '入力した番号は、まだカードに送りません。',
  },
  ruleStates: { ok: '（満たしています）', notYet: '（まだです）' },
  confirm: {
    lead: '次の暗証番号を、新しいものに変更します。',
    afterPress: '「変更する」を押したあと',
    steps: (count) => [
      count === 1
        ? '今の暗証番号を確かめます。違うときは、変更しません。'
        : '今の暗証番号を、すべて確かめます。1つでも違うときは、何も変更しません。',
      '新しい暗証番号に変更します。',
      '新しい番号になったか、カードで確かめて、結果を表示します。',
    ],
    stay: '終わるまで、カードを動かさないでください。',
  },
  lastTry: {
    unsure: '自信がないときは、戻ってください。戻れば、残り1回のままです。',
    consent: '間違えるとロックされることを確認しました',
    consentNeeded: '続けるときは、チェックを入れてください。',
  },
  working: {
    lead: 'カードを動かさないでください。',
    now: { checking: '今の暗証番号を確かめています。', changing: '新しい暗証番号に変更しています。' },
    phases: {
      waiting: '待っています',
      checking: '今の暗証番号を確かめています',
      checked: '確かめました',
      changing: '変更しています',
      finished: '終わりました',
    },
  },
  recoverCost: '残り回数が足りないときは、確かめずに止めます。最後の1回は使いません。',
  unfinished: {
    title: '前の変更が途中で終わりました',
    pins: (names) => `新しい番号になったか確かめられていないもの：${names}`,
    lines: [
      'もう一度変更するときは、「現在の暗証番号」に、まず新しい番号を入れて、1回だけ試してください。',
      '違ったときは、前の番号を入れてください。',
      '残り回数は、カードを置くと下に表示されます。残り1回のときは試さず、市区町村の窓口に相談してください。',
    ],
  },
  result: {
    trial: 'お試しの結果です。本物のカードは変わっていません。',
    remember: '新しい暗証番号は、忘れないように、また人に知られないようにしてください。',
    over: '手続きはこれで終わりです。',
    unrecorded: {
      title: '結果を記録できませんでした',
      lines: ['画面に出ている結果は正しいものです。', '記録のために、職員を呼んでください。'],
    },
  },
  certificates: {
    check: '利用者証明用の有効期限を確かめる',
    checkHelp: '暗証番号は使いません。',
    close: '閉じる',
    alsoSign: '署名用電子証明書の内容も表示する',
    alsoSignHelp:
      '変更できたあとに、有効期限などをカードから読み取って、結果の画面に表示します。氏名や住所は、ボタンを押すまで表示しません。',
    personal: '氏名などの個人情報を表示する',
    hidePersonal: '個人情報を隠す',
    personalHelp: '氏名、生年月日、性別、住所などを、この画面に表示します。保存はしません。',
  },
  chooser: {
    title: 'カードリーダーをつないで、選んでください',
    titleBeside: 'USB のカードリーダーを、ブラウザーから使うこともできます',
    titleOther: 'ほかのカードリーダーを使う',
    lead: 'SCR3310-NTTCom、Sony の RC-S380・RC-S300 などは、このページから直接使えます。',
    choose: 'リーダーを選ぶ',
    chooseAnother: 'ほかのリーダーを選ぶ',
    chooseAgain: 'リーダーを選びなおす',
    notListed: `${WHY_NOT_LISTED}${START_BRIDGE}`,
    notListedWithBridge: `${WHY_NOT_LISTED}パソコンにつなぐだけで、myna-pin が見つけます。`,
    gone: 'カードリーダーが外れています。つなぎなおしても始まらないときは、もう一度選んでください。',
    trialTitle: 'カードリーダーを使わずに試す',
    trial: '仮想のカードで、画面の流れを試せます。本物のカードは変わりません。',
    startTrial: 'お試しをはじめる',
  },
  experimental: {
    mark: '試験中',
    lines: [
      'このカードリーダーが本物のマイナンバーカードで使えることは、まだ確かめられていません。',
      '使えたか、使えなかったかを、リーダーの名前と画面の表示をそえて、開発者にお知らせください。暗証番号や、カードの氏名・番号は送らないでください。',
    ],
  },
  usb: {
    'no-webusb': {
      title: 'このブラウザーからはカードリーダーを選べません',
      lines: [`Chrome か Edge で開いてください。または、${START_BRIDGE}`],
    },
    'not-found': {
      title: 'カードリーダーは選ばれませんでした',
      lines: ['何も変わっていません。使うときは、カードリーダーをつないで、もう一度押してください。'],
    },
    'access-denied-linux': {
      title: 'カードリーダーを開く許可がありません',
      lines: ['次のコマンドを1回実行して、カードリーダーをつなぎなおしてください。', NO_TRY_LOST],
    },
    'access-denied-macos': {
      title: 'カードリーダーを開けません',
      lines: [
        'macOS か、ほかのソフトが使っています。カードを使うソフトを終了し、つなぎなおしてください。',
        `または、${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'access-denied': {
      title: 'カードリーダーを開けません',
      lines: [`カードを使うほかのソフトを終了し、カードリーダーをつなぎなおしてください。${OTHER_TAB}`, NO_TRY_LOST],
    },
    'claimed-by-port100': {
      title: 'Linux のドライバーがカードリーダーを使っています',
      lines: [`次のコマンドで、ドライバー port100 を止めてください。自動でつながります。${OTHER_TAB}`, NO_TRY_LOST],
    },
    'claimed-linux': {
      title: 'ほかのソフトがカードリーダーを使っています',
      lines: [
        `${OTHER_TAB}ほかに、pcscd が使っていることがあります。次のコマンドで止めると、自動でつながります。`,
        `pcscd を止めなくても、${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'claimed-by-sony': {
      title: 'ほかのソフトがカードリーダーを使っています',
      lines: [
        `Sony の NFCポートソフトウェアなど、FeliCa のソフトを終了してください。${OTHER_TAB}`,
        `または、${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'claimed-macos': {
      title: 'macOS かほかのソフトがカードリーダーを使っています',
      lines: [`カードを使うソフトを終了してください。${OTHER_TAB}`, `または、${START_BRIDGE}`, NO_TRY_LOST],
    },
    claimed: {
      title: 'ほかのソフトがカードリーダーを使っています',
      lines: [
        `マイナポータルや e-Tax など、カードを使うソフトを終了してください。${OTHER_TAB}空くと、自動でつながります。`,
        NO_TRY_LOST,
      ],
    },
    'protected-class': {
      title: 'このカードリーダーは、ブラウザーから直接は使えません',
      lines: [`標準の方式のICカードリーダーは、安全のためブラウザーが許可していません。${START_BRIDGE}`, NO_TRY_LOST],
    },
    'no-driver-sony': {
      title: 'カードリーダーのドライバーを切り替えてください',
      lines: [
        'ブラウザーから使うには、ドライバーが WinUSB である必要があります。Sony の NFCポートソフトウェアで切り替えられます。',
        `切り替えなくても、${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'no-driver': {
      title: 'カードリーダーのドライバーが、ブラウザーから使えるものではありません',
      lines: [
        `ブラウザーから使うには、ドライバーが WinUSB である必要があります。今のドライバーのままでも、${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    disconnected: {
      title: 'カードリーダーと通信できなくなりました',
      lines: ['カードリーダーをつなぎなおしてください。つながらないときは、もう一度選んでください。'],
    },
    'not-permitted': {
      title: 'カードリーダーを使う許可がありません',
      lines: ['「リーダーを選ぶ」を押して、もう一度選んでください。', NO_TRY_LOST],
    },
    'unsupported-reader': {
      title: 'このカードリーダーには、ここでは対応していません',
      lines: [`PC/SC に対応したリーダーなら、${START_BRIDGE}`, NO_TRY_LOST],
    },
    'not-answering': {
      title: 'カードリーダーが応答しません',
      lines: ['カードリーダーをつなぎなおしてください。それでも応答しないときは、ほかの USB 端子で試してください。'],
    },
  },
};
