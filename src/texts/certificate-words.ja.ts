import type { CertificateWords } from './certificate-words.ts';
import { dayIn } from './day.ts';

const RENEWAL = '市区町村の窓口で更新の手続きができます。更新できるのは、有効期限のおよそ3か月前からです。';

export const CERTIFICATE_WORDS_JA: CertificateWords = {
  names: { auth: '利用者証明用電子証明書', sign: '署名用電子証明書' },
  kinds: {
    auth: '利用者証明用電子証明書',
    sign: '署名用電子証明書',
    ca: '認証局の証明書',
    other: '種類のわからない証明書',
  },
  day: dayIn('ja'),
  period: (first, last) => `${first}〜${last}`,
  validity: {
    valid: (_first, last) => `有効期間内です（${last}まで）。`,
    'expires-soon': (_first, last, daysLeft) =>
      daysLeft === 0 ? `有効期限は今日（${last}）までです。` : `有効期限まで、あと${daysLeft}日です（${last}まで）。`,
    expired: (_first, last) => `有効期限が切れています（${last}まで）。`,
    'not-yet': (first) => `有効期間がまだ始まっていません（${first}から）。`,
  },
  validityAdvice: {
    valid: () => [],
    'expires-soon': () => [RENEWAL],
    expired: (today) => [
      '期限が切れた電子証明書は、ログインや申請に使えないことがあります。市区町村の窓口で更新の手続きをしてください。',
      '期限が切れていることを理由に、このソフトが暗証番号の変更を止めることはありません。',
      clock(today),
    ],
    'not-yet': (today) => [clock(today)],
  },
  testEnvironment: 'テスト環境の電子証明書です。',
  facts: {
    kind: '種類',
    period: '有効期間',
    serialNumber: 'シリアル番号（16進数）',
    issuer: '発行者',
    chain: '発行元の確認',
    ca: '認証局',
    fingerprint: '認証局の証明書の SHA-256',
  },
  chain: {
    holds: 'カードに入っている認証局が発行したことを、署名で確かめました。',
    'wrong-issuer': '発行者の名前が、カードに入っている認証局と違います。',
    'not-a-ca':
      'カードに入っている認証局の証明書に、発行する権限が書かれていません。そのため、発行元を確かめられませんでした。',
    'bad-signature': 'カードに入っている認証局の署名と合いませんでした。',
    'not-checked': 'このソフトが知らない方式のため、署名を確かめられませんでした。',
  },
  ca: {
    known: 'このソフトの一覧にある、公的個人認証サービスの認証局です。',
    'not-recognised':
      'このソフトの一覧にない認証局です。一覧にあるのは一部の認証局だけなので、問題があるという意味ではありません。',
    test: 'テスト環境の認証局です。',
    unreadable: '認証局の証明書を読み取れなかったため、発行元を確かめていません。',
    'not-read': '認証局の証明書を読み取っていないため、発行元を確かめていません。',
  },
  revocation: '失効している（有効期限の前に無効になった）かどうかは、ここでは確かめられません。',
  unshown: {
    absent: () => 'この電子証明書は、カードに入っていません。',
    'needs-pin': () => '暗証番号を確かめた直後でないと、読み取れません。',
    truncated: () => 'データが途中で終わっていたため、内容を表示できません。',
    'not-a-certificate': () => '電子証明書ではないデータが入っていました。',
    refused: (sw) => `カードが読み取りを受け付けませんでした${sw}。`,
    'broken-der': () => 'データの形が正しくないため、内容を表示できません。',
    masked: () => '内容が伏せられています。記録には、電子証明書の中身を残していません。',
  },
  readAgain: {
    auth: 'カードを置きなおして、もう一度読み取ってください。それでも変わらないときは、市区町村の窓口に相談してください。',
    sign: '次に読み取ったときも同じなら、市区町村の窓口に相談してください。',
  },
  reading: {
    auth: '利用者証明用電子証明書を読み取っています。カードを動かさないでください。',
    sign: '署名用電子証明書を読み取っています。カードを動かさないでください。',
  },
  failures: {
    'not-loaded': {
      title: '電子証明書を調べる部分を読み込めませんでした',
      lines: ['myna-pin が動いているか確かめて、もう一度試してください。'],
    },
    'pin-not-changed': {
      title: '署名用電子証明書は読み取りませんでした',
      lines: ['読み取るのは、変更が途中で止まらずに終わり、署名用の暗証番号が新しくなったときだけです。'],
    },
  },
  interrupted: (what) => `読み取れませんでした。${what}。`,
  changeStands: '暗証番号の変更の結果は、上のとおりです。',
  holder: {
    name: '氏名',
    nameSubstitutes: '氏名の代替文字',
    birthDate: '生年月日',
    sex: '性別',
    sexes: { male: '男', female: '女', unknown: '不明' },
    address: '住所',
    addressSubstitutes: '住所の代替文字',
    substitutes: (positions) =>
      positions.length === 0 ? 'なし' : `${positions.map((position) => `${position}文字目`).join('、')}`,
    none: '個人情報は読み取れませんでした。',
  },
};

function clock(today: string): string {
  return `パソコンの日付（${today}）で調べました。日付が違うときは、直してから確かめてください。`;
}
