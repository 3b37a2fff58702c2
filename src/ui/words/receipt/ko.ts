import type { ReceiptWords } from './receipt-words.ts';

const IF_SURE = '현재 번호를 확실히 알 때만 다시 시작해 주세요. 모르면 시도하지 말고 재설정(再設定)해 주세요.';

export const RECEIPT_WORDS_KO: ReceiptWords = {
  open: '확인증 인쇄하기',
  dialogTitle: '확인증 인쇄',
  dialogLead: '용지를 선택하고 내용을 확인해 주세요. 비밀번호는 인쇄되지 않습니다.',
  paper: '용지',
  papers: { a4: 'A4 용지', roll: '영수증용 롤 용지(폭 80mm)' },
  print: '인쇄하기',
  title: '마이넘버카드 비밀번호 변경 확인증',
  at: '일시',
  office: '창구',
  notTried: '조작하지 않았습니다',
  triesLeft: '남은 횟수',
  tries: {
    all: '모두 남아 있습니다',
    some: '줄었습니다',
    one: '1회 남았습니다. 틀리면 잠깁니다',
    none: '남아 있지 않습니다. 잠겨 있습니다',
    'not-known': '알 수 없습니다',
  },
  reasons: {
    'wrong-pin': '입력한 번호가 카드의 번호와 달랐습니다.',
    locked: '잠겨 있습니다.',
    'last-try-kept': '1회밖에 남지 않아 사용하지 않고 남겨 두었습니다.',
    absent: '이 카드에는 없습니다.',
    'card-refused': '카드가 받아들이지 않았습니다.',
    stopped: '다른 비밀번호에서 중지되어 하지 않았습니다.',
    interrupted: '도중에 멈췄습니다.',
    'references-differ': '카드 안의 2곳에서 번호가 서로 다릅니다.',
  },
  nextTitle: '다음에 할 일',
  next: {
    use: {
      sign: '앞으로 e-Tax 등 인터넷 신청에는 새 비밀번호를 사용해 주세요.',
      auth: '앞으로 마이나포털이나 편의점 단말기에서는 새 비밀번호를 입력해 주세요.',
      juki: '앞으로 이사 등의 절차를 밟는 창구에서는 새 비밀번호를 입력해 주세요.',
      text: '앞으로 주소와 성명을 자동으로 입력할 때는 새 비밀번호를 사용해 주세요.',
    },
    finish: '같은 카드로 나머지 1곳을 변경해 주세요. 변경할 수 없으면 시구정촌 창구에서 재설정(再設定)해 주세요.',
    again: '이전 번호 그대로입니다. 변경하려면 다시 시작해 주세요.',
    againIfSure: `이전 번호 그대로입니다. ${IF_SURE}`,
    beSure: IF_SURE,
    ask: '이전 번호 그대로입니다. 여러 번 해도 같으면 시구정촌 창구에 문의해 주세요.',
    doNotTry: '번호를 시도하지 말고 시구정촌 창구에 문의해 주세요.',
  },
  phone: '스마트폰 전자증명서의 비밀번호는 다른 것입니다. 여기에서는 바뀌지 않았습니다.',
  noSecrets: '이 확인증에는 비밀번호도 카드의 번호도 적혀 있지 않습니다.',
};
