import { PINS } from '../card/applications.ts';
import type { CardWords } from './card-words.ts';

const PHONE = {
  title: 'スマートフォンの電子証明書です',
  lines: ['スマートフォンの暗証番号は、ここでは変更できません。マイナンバーカードを置いてください。'],
};

export const CARD_WORDS_JA: CardWords = {
  pinNames: {
    sign: PINS.sign.name,
    auth: PINS.auth.name,
    juki: PINS.juki.name,
    text: PINS.text.name,
  },
  formats: { 'four-digits': '数字4けた', 'sign-password': '英字の大文字と数字をまぜて6〜16文字' },
  uses: {
    sign: 'e-Taxなど、インターネットで申請や届出をするときに使います。',
    auth: 'マイナポータルへのログイン、コンビニでの証明書の取得などに使います。',
    juki: '引っ越しの届出など、市区町村の窓口で使います。',
    text: '申請書などに、カードの氏名や住所を自動で入力するときに使います。',
  },
  briefUses: {
    sign: 'e-Taxなどの申請用',
    auth: 'マイナポータル・コンビニ用',
    juki: '引っ越しなどの窓口用',
    text: '氏名・住所の自動入力用',
  },
  states: {
    ready: (triesLeft) => `残り${triesLeft}回`,
    locked: 'ロックされています',
    absent: 'このカードにはありません',
    unknown: '残り回数を読み取れませんでした',
  },
  lastTryWarning: 'あと1回間違えるとロックされます。',
  unknownTriesAdvice: '安全のため、ここでは変更できません。カードを置きなおしてください。',
  resetAtCounter: '市区町村の窓口で再設定してください。',
  resetAtCounterOrStore: (other) =>
    `市区町村の窓口で再設定できます。${other === 'auth' ? '利用者証明用' : '署名用'}の暗証番号がわかれば、スマートフォンのアプリで予約して、コンビニの端末でも再設定できます。`,
  certificates: (sign, auth) => {
    const of = (present: boolean | undefined) => (present === undefined ? '不明' : present ? 'あり' : 'なし');
    return `電子証明書：署名用 ${of(sign)}、利用者証明用 ${of(auth)}`;
  },
  cardKinds: {
    'juki-card': {
      title: '住民基本台帳カードです',
      lines: ['このカードの暗証番号は変更できません。マイナンバーカードを置いてください。'],
    },
    'android-phone': PHONE,
    iphone: PHONE,
    other: {
      title: 'マイナンバーカードではありません',
      lines: ['別のカードのようです。マイナンバーカードを置いてください。'],
    },
  },
  cardErrors: {
    'card-removed': { title: 'カードがありません', lines: ['カードリーダーにマイナンバーカードを置いてください。'] },
    'card-reset': { title: 'カードとの通信が切れました', lines: ['カードを置きなおしてください。'] },
    'reader-gone': { title: 'カードリーダーが外れました', lines: ['カードリーダーをつなぎなおしてください。'] },
    'service-gone': {
      title: 'カードリーダーとの接続が切れました',
      lines: ['自動でつなぎなおしています。しばらくお待ちください。'],
    },
    'in-use': {
      title: 'ほかのソフトがカードを使っています',
      lines: ['マイナポータルや e-Tax など、カードを使うソフトを終了してください。'],
    },
    unresponsive: {
      title: 'カードから応答がありません',
      lines: ['カードの向きと表裏を確かめて、置きなおしてください。'],
    },
    'bad-answer': { title: 'カードの応答を読み取れませんでした', lines: ['カードを置きなおしてください。'] },
    'refused-by-guard': {
      title: '安全のため止めました',
      lines: ['カードには送っていません。カードを置きなおして、もう一度はじめてください。'],
    },
    failed: { title: 'カードを読み取れませんでした', lines: ['カードを置きなおしてください。'] },
    'journal-not-available': {
      title: '記録ができないため、変更を始めませんでした',
      lines: ['カードには何も送っていません。残り回数は減っていません。', '職員を呼んでください。'],
    },
  },
  rules: {
    'only-digits': '数字だけ',
    'length-4': '4けた',
    'only-capitals-and-digits': '英字の大文字と数字だけ',
    'length-6-16': '6〜16文字',
    'has-letter': '英字が入っている',
    'has-digit': '数字が入っている',
  },
  problems: {
    'four-digits': {
      empty: '入力してください。',
      'not-a-digit': '数字だけで入力してください。',
      'not-a-letter-or-digit': '数字だけで入力してください。',
      'too-short': '4けたに足りません。',
      'too-long': '4けたより長くなっています。',
      'no-letter': '数字だけで入力してください。',
      'no-digit': '数字だけで入力してください。',
    },
    'sign-password': {
      empty: '入力してください。',
      'not-a-digit': '英字の大文字（A〜Z）と数字（0〜9）だけで入力してください。',
      'not-a-letter-or-digit': '英字の大文字（A〜Z）と数字（0〜9）だけで入力してください。',
      'too-short': '6文字に足りません。',
      'too-long': '16文字より長くなっています。',
      'no-letter': '英字が入っていません。英字と数字の両方を使ってください。',
      'no-digit': '数字が入っていません。英字と数字の両方を使ってください。',
    },
  },
  conversions: {
    'full-width': '全角を半角にしました。',
    'upper-cased': '小文字を大文字にしました。',
    trimmed: '前後の空白を取り除きました。',
  },
  weaknesses: {
    'same-as-current': '今の暗証番号と同じです。',
    'birth-date': '生年月日が入っています。人に当てられやすい番号です。',
    'one-character-repeated': '同じ文字の繰り返しは、人に当てられやすい番号です。',
    'repeated-pattern': '同じ並びの繰り返しは、人に当てられやすい番号です。',
    sequence: '連続した並びは、人に当てられやすい番号です。',
    'looks-like-a-year': '年のように見えます。生まれた年などは、人に当てられやすい番号です。',
    'looks-like-a-date': '日付のように見えます。誕生日などは、人に当てられやすい番号です。',
    'same-for-all': '3つの暗証番号が同じです。1つを人に知られると、3つとも知られることになります。',
  },
  weaknessLead: 'このままでも変更できますが、別の番号をおすすめします。',
  outcomes: {
    changed: '変更しました',
    unchanged: '変更していません',
    'half-changed': '変更が途中です',
    unknown: '確認できていません',
  },
  resultLeads: {
    allChanged: 'すべて変更しました。カードをお取りください。',
    oneChanged: '暗証番号を変更しました。カードをお取りください。',
    noneChanged: '変更した暗証番号はありません。',
    wrongPin: '現在の暗証番号が違うため、何も変更していません。',
    mixed: '変更したものと、していないものがあります。',
    unknown: '変更できたか確認できていない暗証番号があります。',
    halfChanged: '変更が途中の暗証番号があります。',
  },
  reasons: {
    changed: ['新しい暗証番号で確認できました。'],
    wrongPin: '現在の暗証番号が違います。',
    wrongPinCost: (triesLeft) => `残り${triesLeft}回になりました。0回になるとロックされます。`,
    nowLocked: 'ロックされました。',
    nextLocks: '次に間違えるとロックされます。',
    referencesDiffer:
      'この暗証番号はカードの中の2か所に記録されていて、番号が食い違っています。入力した番号は、片方とだけ一致しました。',
    referencesDifferAfterChange: '前の変更が途中で終わったときは、片方がもう新しい番号かもしれません。',
    locked: 'ロックされています。',
    lastTry: '残り1回のため、確かめる前に止めました。この回数は減っていません。',
    absent: 'このカードにはありません。',
    triesUnknown: (sw) => `残り回数を読み取れないため、安全のため止めました${sw}。`,
    stopped: 'ほかの暗証番号で止まったため、変更しませんでした。',
    cardRefused: (sw) => `カードが受け付けませんでした${sw}。`,
    interrupted: (what) => (what ? `途中で止まりました。${what}。` : '途中で止まりました。'),
    interruptedUnchanged: 'この暗証番号は変更していません。カードを置きなおして、もう一度はじめてください。',
    halfChanged:
      'この暗証番号はカードの中の2か所に記録されています。1か所だけが新しい番号になり、もう1か所は今までの番号のままです。',
    halfChangedRefused: (sw) => `カードがもう1か所の変更を受け付けませんでした${sw}。`,
    halfChangedOpen: '残りの1か所も変更できます。',
    neitherAccepted: '新しい番号も、今までの番号も、カードが受け付けませんでした。',
    lastTryNotAsked: '残り1回のため、確かめませんでした。',
    triesUnknownNotAsked: (sw) => `残り回数を読み取れないため、確かめませんでした${sw}。`,
    stoppedNotAsked: '途中で止まったため、確かめていません。',
    unknownAdvice: [
      '新しい番号になったかどうか、わかりません。続けて何度も試さないでください。',
      '次に使うときは、新しい番号を1回だけ試し、違ったら今までの番号を使ってください。心配なときは、市区町村の窓口に相談してください。',
    ],
  },
  obstacles: {
    'no-service': {
      title: 'スマートカードのサービスが動いていません',
      lines: [
        'パソコンのスマートカードサービス（Linuxでは pcscd）を起動してください。動き出すと、自動でつながります。',
      ],
    },
    'no-reader': {
      title: 'カードリーダーが見つかりません',
      lines: ['カードリーダーをパソコンにつないでください。見つかると、自動で切り替わります。'],
    },
  },
  anotherCard: '別のカードに替わりました。安全のため、入力した内容を消しました。もう一度選んでください。',
  notStarted: 'まだ何も変更していません。',
  lastTry: '次の暗証番号は、残り1回です。間違えるとロックされ、市区町村の窓口などでの再設定が必要になります。',
  recover: {
    lead: '途中で止まったため、次の暗証番号が新しくなったか、まだわかりません。',
    states: {
      waiting:
        '変更していたカードを、もう一度カードリーダーに置いてください。どちらの番号になったか、自動で確かめます。',
      asking: '確かめています。カードを動かさないでください。',
      'another-card': '別のカードのようです。変更していたカードを置いてください。',
      'not-recorded': '記録ができないため、カードに確かめるのを待っています。職員を呼んでください。',
    },
  },
  status: (sw) => `（応答 ${sw}）`,
};
