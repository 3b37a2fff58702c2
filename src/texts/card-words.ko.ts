import type { CardWords } from './card-words.ts';

/*
 * Korean, with the terms of the card's official site in Korean and of city offices where they have one:
 * マイナンバーカード 마이넘버카드 · 暗証番号 비밀번호 · 署名用電子証明書 서명용 전자증명서 · 利用者証明用電子証明書 이용자 증명용 전자증명서 ·
 * 住民基本台帳用 주민기본대장용 · 券面事項入力補助用 카드 기재사항 입력 보조용 · 市区町村の窓口 시구정촌 창구 · 残り回数 남은 횟수 ·
 * ロック 잠김 · 変更 변경 · 再設定 재설정 · 更新 갱신 · 失効 실효 · 再交付 재발급 · 設定暗証番号記載票 비밀번호 기재표 ·
 * カードリーダー 카드 리더기 · マイナポータル 마이나포털 · 認証局 인증기관 · 住民票 주민표.
 * Every name of a PIN ends in 비밀번호: particles after a name go with that.
 */

const PUT_BACK = '카드를 뺐다가 다시 올려 주세요.';
const DIGITS_ONLY = '숫자만 입력해 주세요.';
const CAPITALS_AND_DIGITS = '영문 대문자(A~Z)와 숫자(0~9)만 입력해 주세요.';

const PHONE = {
  title: '스마트폰의 전자증명서입니다',
  lines: ['스마트폰의 비밀번호는 여기에서 변경할 수 없습니다. 마이넘버카드를 올려 주세요.'],
};

export const CARD_WORDS_KO: CardWords = {
  pinNames: {
    sign: '서명용 전자증명서 비밀번호',
    auth: '이용자 증명용 전자증명서 비밀번호',
    juki: '주민기본대장용 비밀번호',
    text: '카드 기재사항 입력 보조용 비밀번호',
  },
  formats: { 'four-digits': '숫자 4자리', 'sign-password': '영문 대문자와 숫자를 섞은 6~16자' },
  uses: {
    sign: 'e-Tax 등 인터넷으로 신청이나 신고를 할 때 사용합니다.',
    auth: '마이나포털 로그인, 편의점에서의 증명서 발급 등에 사용합니다.',
    juki: '이사 신고 등 시구정촌 창구에서 사용합니다.',
    text: '신청서 등에 카드의 성명과 주소를 자동으로 입력할 때 사용합니다.',
  },
  briefUses: {
    sign: 'e-Tax 등 신청용',
    auth: '마이나포털·편의점용',
    juki: '이사 등 창구용',
    text: '성명·주소 자동 입력용',
  },
  states: {
    ready: (triesLeft) => `${triesLeft}회 남음`,
    locked: '잠겨 있습니다',
    absent: '이 카드에는 없습니다',
    unknown: '남은 횟수를 읽지 못했습니다',
  },
  lastTryWarning: '한 번 더 틀리면 잠깁니다.',
  unknownTriesAdvice: `안전을 위해 여기에서는 변경할 수 없습니다. ${PUT_BACK}`,
  resetAtCounter: '시구정촌 창구에서 재설정(再設定)해 주세요.',
  resetAtCounterOrStore: (other) =>
    `시구정촌 창구에서 재설정(再設定)할 수 있습니다. ${other === 'auth' ? '이용자 증명용' : '서명용'} 전자증명서의 비밀번호를 알면 스마트폰 앱으로 예약한 뒤 편의점 단말기에서도 재설정할 수 있습니다.`,
  certificates: (sign, auth) => {
    const of = (present: boolean | undefined) => (present === undefined ? '알 수 없음' : present ? '있음' : '없음');
    return `전자증명서: 서명용 ${of(sign)}, 이용자 증명용 ${of(auth)}`;
  },
  cardKinds: {
    'juki-card': {
      title: '주민기본대장카드(住民基本台帳カード)입니다',
      lines: ['이 카드의 비밀번호는 변경할 수 없습니다. 마이넘버카드를 올려 주세요.'],
    },
    'android-phone': PHONE,
    iphone: PHONE,
    other: {
      title: '마이넘버카드가 아닙니다',
      lines: ['다른 카드인 것 같습니다. 마이넘버카드를 올려 주세요.'],
    },
  },
  cardErrors: {
    'card-removed': { title: '카드가 없습니다', lines: ['카드 리더기에 마이넘버카드를 올려 주세요.'] },
    'card-reset': { title: '카드와의 통신이 끊겼습니다', lines: [PUT_BACK] },
    'reader-gone': { title: '카드 리더기가 분리되었습니다', lines: ['카드 리더기를 다시 연결해 주세요.'] },
    'service-gone': {
      title: '카드 리더기와의 연결이 끊겼습니다',
      lines: ['자동으로 다시 연결하고 있습니다. 잠시 기다려 주세요.'],
    },
    'in-use': {
      title: '다른 소프트웨어가 카드를 사용하고 있습니다',
      lines: ['마이나포털이나 e-Tax 등 카드를 사용하는 소프트웨어를 종료해 주세요.'],
    },
    unresponsive: {
      title: '카드가 응답하지 않습니다',
      lines: ['카드의 방향과 앞뒷면을 확인하고 다시 올려 주세요.'],
    },
    'bad-answer': { title: '카드의 응답을 읽지 못했습니다', lines: [PUT_BACK] },
    'refused-by-guard': {
      title: '안전을 위해 중지했습니다',
      lines: ['카드에는 아무것도 보내지 않았습니다. 카드를 뺐다가 다시 올리고 처음부터 다시 시작해 주세요.'],
    },
    failed: { title: '카드를 읽지 못했습니다', lines: [PUT_BACK] },
    'journal-not-available': {
      title: '기록할 수 없어 변경을 시작하지 않았습니다',
      lines: ['카드에는 아무것도 보내지 않았으며, 남은 횟수도 줄지 않았습니다.', '직원을 불러 주세요.'],
    },
  },
  rules: {
    'only-digits': '숫자만',
    'length-4': '4자리',
    'only-capitals-and-digits': '영문 대문자와 숫자만',
    'length-6-16': '6~16자',
    'has-letter': '영문자가 들어 있음',
    'has-digit': '숫자가 들어 있음',
  },
  problems: {
    'four-digits': {
      empty: '입력해 주세요.',
      'not-a-digit': DIGITS_ONLY,
      'not-a-letter-or-digit': DIGITS_ONLY,
      'too-short': '4자리보다 짧습니다.',
      'too-long': '4자리보다 깁니다.',
      'no-letter': DIGITS_ONLY,
      'no-digit': DIGITS_ONLY,
    },
    'sign-password': {
      empty: '입력해 주세요.',
      'not-a-digit': CAPITALS_AND_DIGITS,
      'not-a-letter-or-digit': CAPITALS_AND_DIGITS,
      'too-short': '6자보다 짧습니다.',
      'too-long': '16자보다 깁니다.',
      'no-letter': '영문자가 없습니다. 영문자와 숫자를 모두 사용해 주세요.',
      'no-digit': '숫자가 없습니다. 영문자와 숫자를 모두 사용해 주세요.',
    },
  },
  conversions: {
    'full-width': '전각 문자를 반각으로 바꾸었습니다.',
    'upper-cased': '소문자를 대문자로 바꾸었습니다.',
    trimmed: '앞뒤의 공백을 없앴습니다.',
  },
  weaknesses: {
    'same-as-current': '현재 비밀번호와 같습니다.',
    'birth-date': '생년월일이 들어 있어 다른 사람이 알아맞히기 쉽습니다.',
    'one-character-repeated': '같은 문자의 반복은 다른 사람이 알아맞히기 쉽습니다.',
    'repeated-pattern': '같은 배열의 반복은 다른 사람이 알아맞히기 쉽습니다.',
    sequence: '연속된 배열은 다른 사람이 알아맞히기 쉽습니다.',
    'looks-like-a-year': '연도처럼 보입니다. 태어난 해 등은 다른 사람이 알아맞히기 쉽습니다.',
    'looks-like-a-date': '날짜처럼 보입니다. 생일 등은 다른 사람이 알아맞히기 쉽습니다.',
    'same-for-all': '비밀번호 3개가 같습니다. 다른 사람이 1개를 알게 되면 3개를 모두 알게 됩니다.',
  },
  weaknessLead: '이대로도 변경할 수 있지만, 다른 번호를 권합니다.',
  outcomes: {
    changed: '변경했습니다',
    unchanged: '변경하지 않았습니다',
    'half-changed': '절반만 변경되었습니다',
    unknown: '확인하지 못했습니다',
  },
  resultLeads: {
    allChanged: '모두 변경했습니다. 카드를 빼도 됩니다.',
    oneChanged: '비밀번호를 변경했습니다. 카드를 빼도 됩니다.',
    noneChanged: '변경한 비밀번호가 없습니다.',
    wrongPin: '현재 비밀번호가 틀려서 아무것도 변경하지 않았습니다.',
    mixed: '변경한 것과 변경하지 않은 것이 있습니다.',
    unknown: '변경되었는지 확인하지 못한 비밀번호가 있습니다.',
    halfChanged: '절반만 변경된 비밀번호가 있습니다.',
  },
  reasons: {
    changed: ['새 비밀번호를 카드에서 확인했습니다.'],
    wrongPin: '현재 비밀번호가 틀렸습니다.',
    wrongPinCost: (triesLeft) => `${triesLeft}회 남았습니다. 0회가 되면 잠깁니다.`,
    nowLocked: '잠겼습니다.',
    nextLocks: '다음에 틀리면 잠깁니다.',
    referencesDiffer:
      '이 비밀번호는 카드 안의 2곳에 기록되어 있는데, 두 곳의 번호가 서로 다릅니다. 입력한 번호는 그중 한 곳하고만 일치했습니다.',
    referencesDifferAfterChange: '이전의 변경이 도중에 끝났다면, 한 곳은 이미 새 번호일 수 있습니다.',
    locked: '잠겨 있습니다.',
    lastTry: '1회밖에 남지 않아 확인하기 전에 중지했습니다. 이 횟수는 줄지 않았습니다.',
    absent: '이 카드에는 없습니다.',
    triesUnknown: (sw) => `남은 횟수를 읽을 수 없어 안전을 위해 중지했습니다${sw}.`,
    stopped: '다른 비밀번호에서 중지되어 변경하지 않았습니다.',
    cardRefused: (sw) => `카드가 받아들이지 않았습니다${sw}.`,
    interrupted: (what) => (what ? `도중에 멈췄습니다. ${what}.` : '도중에 멈췄습니다.'),
    interruptedUnchanged: '이 비밀번호는 변경하지 않았습니다. 카드를 뺐다가 다시 올리고 처음부터 다시 시작해 주세요.',
    halfChanged:
      '이 비밀번호는 카드 안의 2곳에 기록되어 있습니다. 1곳만 새 번호가 되었고, 다른 1곳은 이전 번호 그대로입니다.',
    halfChangedRefused: (sw) => `카드가 다른 1곳의 변경을 받아들이지 않았습니다${sw}.`,
    halfChangedOpen: '나머지 1곳도 변경할 수 있습니다.',
    neitherAccepted: '카드가 새 번호도 이전 번호도 받아들이지 않았습니다.',
    lastTryNotAsked: '1회밖에 남지 않아 확인하지 않았습니다.',
    triesUnknownNotAsked: (sw) => `남은 횟수를 읽을 수 없어 확인하지 않았습니다${sw}.`,
    stoppedNotAsked: '도중에 멈춰 확인하지 않았습니다.',
    unknownAdvice: [
      '새 번호로 바뀌었는지 알 수 없습니다. 계속해서 여러 번 시도하지 마세요.',
      '다음에 사용할 때 새 번호를 한 번만 시도하고, 틀리면 이전 번호를 사용해 주세요. 걱정되면 시구정촌 창구에 문의해 주세요.',
    ],
  },
  obstacles: {
    'no-service': {
      title: '스마트카드 서비스가 실행되고 있지 않습니다',
      lines: ['컴퓨터의 스마트카드 서비스(Linux에서는 pcscd)를 시작해 주세요. 시작되면 자동으로 연결됩니다.'],
    },
    'no-reader': {
      title: '카드 리더기를 찾을 수 없습니다',
      lines: ['카드 리더기를 컴퓨터에 연결해 주세요. 찾으면 자동으로 전환됩니다.'],
    },
  },
  anotherCard: '다른 카드로 바뀌었습니다. 안전을 위해 입력한 내용을 지웠습니다. 다시 선택해 주세요.',
  notStarted: '아직 아무것도 변경하지 않았습니다.',
  lastTry: '다음 비밀번호는 1회 남았습니다. 틀리면 잠기고, 시구정촌 창구 등에서 재설정(再設定)해야 합니다.',
  recover: {
    lead: '도중에 멈춰서, 다음 비밀번호가 새 번호로 바뀌었는지 아직 알 수 없습니다.',
    states: {
      waiting: '변경하던 카드를 카드 리더기에 다시 올려 주세요. 어느 번호인지 자동으로 확인합니다.',
      asking: '확인하고 있습니다. 카드를 움직이지 마세요.',
      'another-card': '다른 카드인 것 같습니다. 변경하던 카드를 올려 주세요.',
      'not-recorded': '지금은 기록할 수 없어 카드를 확인하지 않고 기다리고 있습니다. 직원을 불러 주세요.',
    },
  },
  status: (sw) => ` (응답 ${sw})`,
};
