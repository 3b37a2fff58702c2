import type { DiagnosisWords } from './diagnosis-words.ts';

export const DIAGNOSIS_WORDS_KO: DiagnosisWords = {
  title: '연결 진단',
  lead: '컴퓨터에서 카드까지 차례로 확인하고 있습니다. 해결되면 이 표시도 자동으로 바뀝니다.',
  fine: '문제를 찾지 못했습니다',
  pending: '확인하고 있습니다',
  stages: {
    browser: '브라우저',
    bridge: 'myna-pin(컴퓨터에서 작동하는 소프트웨어)',
    service: '스마트카드 서비스',
    reader: '카드 리더기',
    card: '카드',
  },
  states: {
    ok: '문제없습니다',
    problem: '여기에서 멈춰 있습니다',
    caution: '확인해 주세요',
    pending: '확인하고 있습니다',
    later: '아직 알 수 없습니다',
  },
  address: '주소는 myna-pin을 실행한 창(터미널)에 표시되어 있습니다. 127.0.0.1이 들어 있는 주소입니다.',
  leaveTrial: '실제 카드를 사용하려면 myna-pin을 종료하고 다음 명령으로 다시 실행해 주세요.',
  service: {
    linux: '다음 명령으로 서비스(pcscd)를 시작해 주세요. 시작되면 자동으로 연결됩니다.',
    windows: '카드 리더기를 연결해 주세요. 연결되어 있으면 Windows의 “서비스”를 열고 “Smart Card”를 시작해 주세요.',
    macos: '카드 리더기를 다시 연결해 주세요. 해결되지 않으면 Mac을 다시 시작해 주세요.',
  },
  noReader: {
    plugAgain: '연결되어 있으면 다시 연결하거나 다른 USB 단자로 시도해 주세요.',
    linux: '그래도 찾을 수 없으면 드라이버(libccid)가 설치되어 있는지 확인해 주세요.',
    windows: 'PaSoRi(RC-S300 등)는 Sony의 NFC Port Software를 설치하면 찾을 수 있습니다.',
  },
  doctor: '해결되지 않으면 myna-pin 폴더에서 npx myna-pin doctor를 실행해 주세요. 자세한 원인을 알 수 있습니다.',
  experimental: '이 카드 리더기는 아직 시험 중입니다',
  noCard: {
    title: '카드가 놓여 있지 않습니다',
    lines: ['카드 리더기에 마이넘버카드를 올려 주세요.', '놓여 있으면 방향과 앞뒷면을 확인하고 다시 올려 주세요.'],
  },
  inUse: {
    programs: 'JPKI 이용자 클라이언트 소프트웨어와, 마이나포털을 열어 둔 다른 브라우저도 닫아 주세요.',
    linux: 'GnuPG(gpg)가 사용하고 있을 수도 있습니다. 그럴 때는 다음 명령으로 멈출 수 있습니다.',
    once: '사용이 끝나면 자동으로 읽습니다. 어느 소프트웨어인지 모르면 컴퓨터를 다시 시작해 주세요.',
  },
  copyCommand: '명령 복사',
  support: {
    title: '문의할 때',
    lead: '다음 글을 복사해서 보내면 지금의 상태가 전해집니다.',
    safe: '비밀번호, 성명, 카드의 번호는 들어 있지 않습니다. 누구에게 보내도 안전합니다.',
    contents:
      '들어 있는 것: 브라우저와 운영체제의 종류, 연결 방법, 카드 리더기와 카드의 종류, 대략적인 남은 횟수, 진단 결과',
    text: '지원용 정보',
    copy: '지원용 정보 복사',
  },
  copied: '복사했습니다.',
  notCopied: '복사하지 못했습니다. 글이 선택되어 있습니다. Ctrl 키(Mac은 ⌘ 키)를 누른 채 C 키를 눌러 주세요.',
};
