import type { CertificateWords } from './certificate-words.ts';
import { dayIn } from './day.ts';

const RENEWAL =
  '시구정촌 창구에서 갱신(更新) 절차를 밟을 수 있습니다. 갱신할 수 있는 것은 유효기간이 끝나기 약 3개월 전부터입니다.';

/** The official names stay beside the translation: they are what offices and other programs show. */
export const CERTIFICATE_WORDS_KO: CertificateWords = {
  names: {
    auth: '이용자 증명용 전자증명서(利用者証明用電子証明書)',
    sign: '서명용 전자증명서(署名用電子証明書)',
  },
  kinds: {
    auth: '이용자 증명용 전자증명서',
    sign: '서명용 전자증명서',
    ca: '인증기관의 증명서',
    other: '종류를 알 수 없는 증명서',
  },
  day: dayIn('ko'),
  period: (first, last) => `${first} ~ ${last}`,
  validity: {
    valid: (_first, last) => `유효기간 안입니다(${last}까지).`,
    'expires-soon': (_first, last, daysLeft) =>
      daysLeft === 0
        ? `유효기간은 오늘(${last})까지입니다.`
        : `유효기간이 끝날 때까지 ${daysLeft}일 남았습니다(${last}까지).`,
    expired: (_first, last) => `유효기간이 지났습니다(${last}까지).`,
    'not-yet': (first) => `유효기간이 아직 시작되지 않았습니다(${first}부터).`,
  },
  validityAdvice: {
    valid: () => [],
    'expires-soon': () => [RENEWAL],
    expired: (today) => [
      '유효기간이 지난 전자증명서는 로그인이나 신청에 사용할 수 없는 경우가 있습니다. 시구정촌 창구에서 갱신(更新) 절차를 밟아 주세요.',
      '유효기간이 지났다는 이유로 이 소프트웨어가 비밀번호 변경을 막지는 않습니다.',
      clock(today),
    ],
    'not-yet': (today) => [clock(today)],
  },
  testEnvironment: '테스트 환경의 전자증명서입니다.',
  facts: {
    kind: '종류',
    period: '유효기간',
    serialNumber: '일련번호(16진수)',
    issuer: '발행자',
    chain: '발행처 확인',
    ca: '인증기관',
    fingerprint: '인증기관 증명서의 SHA-256',
  },
  chain: {
    holds: '카드에 들어 있는 인증기관이 발행했음을 서명으로 확인했습니다.',
    'wrong-issuer': '발행자의 이름이 카드에 들어 있는 인증기관과 다릅니다.',
    'not-a-ca':
      '카드에 들어 있는 인증기관의 증명서에 발행 권한이 적혀 있지 않습니다. 그래서 발행처를 확인하지 못했습니다.',
    'bad-signature': '카드에 들어 있는 인증기관의 서명과 맞지 않았습니다.',
    'not-checked': '이 소프트웨어가 모르는 방식이라 서명을 확인하지 못했습니다.',
  },
  ca: {
    known: '이 소프트웨어의 목록에 있는 공적 개인 인증 서비스(JPKI)의 인증기관입니다.',
    'not-recognised':
      '이 소프트웨어의 목록에 없는 인증기관입니다. 목록에는 일부 인증기관만 있으므로 문제가 있다는 뜻은 아닙니다.',
    test: '테스트 환경의 인증기관입니다.',
    unreadable: '인증기관의 증명서를 읽지 못해 발행처를 확인하지 않았습니다.',
    'not-read': '인증기관의 증명서를 읽지 않아 발행처를 확인하지 않았습니다.',
  },
  revocation: '실효(失効)되었는지, 즉 유효기간이 끝나기 전에 무효가 되었는지는 여기에서 확인할 수 없습니다.',
  unshown: {
    absent: () => '이 전자증명서는 카드에 들어 있지 않습니다.',
    'needs-pin': () => '비밀번호를 확인한 직후에만 읽을 수 있습니다.',
    truncated: () => '데이터가 도중에 끝나 있어 내용을 표시할 수 없습니다.',
    'not-a-certificate': () => '전자증명서가 아닌 데이터가 들어 있었습니다.',
    refused: (sw) => `카드가 읽기를 받아들이지 않았습니다${sw}.`,
    'broken-der': () => '데이터의 형식이 올바르지 않아 내용을 표시할 수 없습니다.',
    masked: () => '내용이 가려져 있습니다. 기록에는 전자증명서의 내용을 남기지 않습니다.',
  },
  readAgain: {
    auth: '카드를 뺐다가 다시 올리고 한 번 더 읽어 주세요. 그래도 같으면 시구정촌 창구에 문의해 주세요.',
    sign: '다음에 읽었을 때도 같으면 시구정촌 창구에 문의해 주세요.',
  },
  reading: {
    auth: '이용자 증명용 전자증명서를 읽고 있습니다. 카드를 움직이지 마세요.',
    sign: '서명용 전자증명서를 읽고 있습니다. 카드를 움직이지 마세요.',
  },
  failures: {
    'not-loaded': {
      title: '전자증명서를 조사하는 부분을 불러오지 못했습니다',
      lines: ['myna-pin이 실행되고 있는지 확인하고 다시 시도해 주세요.'],
    },
    'pin-not-changed': {
      title: '서명용 전자증명서는 읽지 않았습니다',
      lines: ['변경이 도중에 멈추지 않고 끝나고, 서명용 비밀번호가 새 비밀번호로 바뀌었을 때만 읽습니다.'],
    },
  },
  interrupted: (what) => `읽지 못했습니다. ${what}.`,
  changeStands: '비밀번호 변경의 결과는 위와 같습니다.',
  holder: {
    name: '성명',
    nameSubstitutes: '성명의 대체 문자',
    birthDate: '생년월일',
    sex: '성별',
    sexes: { male: '남', female: '여', unknown: '알 수 없음' },
    address: '주소',
    addressSubstitutes: '주소의 대체 문자',
    substitutes: (positions) =>
      positions.length === 0 ? '없음' : positions.map((position) => `${position}번째 글자`).join(', '),
    none: '개인정보를 읽지 못했습니다.',
  },
};

function clock(today: string): string {
  return `컴퓨터의 날짜(${today})로 판단했습니다. 날짜가 다르면 바로잡은 뒤에 확인해 주세요.`;
}
