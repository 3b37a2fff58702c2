import type { PageWords } from './page-words.ts';

const START_BRIDGE = '이 컴퓨터에서 myna-pin을 실행하면 사용할 수 있습니다(npm start).';
const NO_TRY_LOST = '이 때문에 비밀번호의 남은 횟수가 줄지는 않습니다.';
const OTHER_TAB = '다른 탭에서 이 페이지를 열어 두었으면 그 탭을 닫아 주세요.';

const WHY_NOT_LISTED =
  '많은 IC카드 리더기(표준 방식의 것)는 안전을 위해 브라우저가 페이지에서의 사용을 막고 있어 목록에 나오지 않습니다.';

export const PAGE_WORDS_KO: PageWords = {
  title: '마이넘버카드 비밀번호 변경',
  language: '언어',
  stepTitles: {
    prepare: '카드를 올려 주세요',
    choose: '변경할 비밀번호를 선택해 주세요',
    type: '비밀번호를 입력해 주세요',
    confirm: '내용을 확인해 주세요',
    'last-try': '1회만 남았습니다',
    working: '변경하고 있습니다',
    recover: '변경되었는지 확인합니다',
    result: '결과',
  },
  titleWithoutReader: '시작하기 전에',
  stepCount: (step, steps) => `전체 ${steps}단계 중 ${step}단계`,
  steps: {
    names: { prepare: '준비', choose: '선택', type: '입력', confirm: '확인' },
    done: ' (완료)',
    allDone: (steps) => `전체 ${steps}단계가 끝났습니다`,
  },
  promise: '입력한 비밀번호는 이 기기 안에서만 사용하고 카드에만 보냅니다. 저장하거나 인터넷으로 보내지 않습니다.',
  buttons: {
    next: '다음',
    back: '뒤로',
    change: '변경하기',
    show: '표시',
    hide: '숨기기',
    readAgain: '다시 읽기',
    again: '다른 비밀번호 변경하기',
    retry: '다시 입력하기',
    reconnect: '다시 연결하기',
    useRealReader: '카드 리더기로 전환하기',
    removeCard: '카드 빼기',
    insertCard: '카드 올리기',
    useLastTry: '마지막 1회를 사용하여 변경하기',
    giveUp: '확인하지 않고 끝내기',
    findOut: '새 번호로 바뀌었는지 확인하기',
    finish: '나머지 변경하기',
    understood: '확인했습니다',
  },
  trial: {
    mark: '체험(가상 카드)',
    explanation: '화면의 흐름을 체험하기 위한 견본입니다. 실제 카드는 바뀌지 않습니다.',
    warning: '본인의 비밀번호는 입력하지 마세요.',
    pins: '견본의 처음 비밀번호: 서명용은 ABC123, 나머지 3개는 1234',
    tools: '견본 카드 바꾸기·빼기',
    profile: '견본 카드',
    cutOff: '다음 변경 도중에 카드 빼기',
  },
  profileNames: {
    ordinary: '일반 카드',
    'no-sign-certificate': '서명용 전자증명서가 없는 카드',
    'last-try': '1회 남은 비밀번호가 있는 카드',
    locked: '잠긴 비밀번호가 있는 카드',
    'juki-shared': '주민기본대장용 번호가 내부에 1개인 카드',
    'juki-half': '주민기본대장용 번호가 절반만 변경되는 카드',
    'juki-differs': '주민기본대장용 번호가 내부에서 서로 다른 카드',
    'juki-card': '주민기본대장카드',
    phone: '스마트폰의 전자증명서',
    'other-card': '마이넘버카드가 아닌 카드',
  },
  prepare: {
    needTitle: '준비할 것',
    need: {
      card: { name: '마이넘버카드', note: '유효한 카드를 준비해 주세요.' },
      reader: { name: '카드 리더기', note: '꽂는 방식과 올려놓는 방식이 있습니다.' },
      pin: {
        name: '현재 비밀번호',
        note: '변경하려는 비밀번호의 현재 번호입니다. 각각 무엇에 쓰는 번호인지는 다음 화면에서 설명합니다.',
      },
    },
    forgotten:
      '현재 비밀번호를 모르거나 비밀번호가 잠겨 있으면 여기에서는 변경할 수 없습니다. 재설정(再設定) 절차를 밟아 주세요.',
    reset: '재설정 방법 보기',
    whichPin: '어느 비밀번호를 변경하면 되는지 알아보기',
    placing: {
      contact: {
        reader: '꽂는 방식의 리더기',
        how: 'IC 칩(금색 사각형)이 있는 면을 위로 하여, 칩이 있는 쪽부터 끝까지 꽂습니다.',
      },
      contactless: {
        reader: '올려놓는 방식의 리더기',
        how: '리더기의 마크 위에 올려놓고 끝날 때까지 움직이지 마세요.',
      },
    },
    chosen: (names) => `다음 화면에서 선택되어 있는 비밀번호: ${names}`,
    waiting: '카드 리더기에 마이넘버카드를 올려 주세요. 카드를 읽으면 다음 화면으로 넘어갑니다.',
    reading: '카드를 읽고 있습니다. 움직이지 마세요.',
  },
  obstacles: {
    connecting: { title: '준비하고 있습니다', lines: [] },
    'not-a-bridge': {
      title: '이 페이지에서는 카드 리더기를 사용할 수 없습니다',
      lines: [
        '카드 리더기를 사용하려면 컴퓨터에서 myna-pin을 실행해 주세요(npm start).',
        'Chrome이나 Edge로 열면 이 페이지에서 바로 사용할 수 있는 카드 리더기도 있습니다.',
      ],
    },
    'secret-missing': {
      title: '카드 리더기에 연결할 수 없습니다',
      lines: ['myna-pin이 실행될 때 표시한 주소로 이 페이지를 열어 주세요.'],
    },
    'secret-used': {
      title: '이 주소는 이미 사용되었습니다',
      lines: ['주소는 한 번만 사용할 수 있습니다. myna-pin을 다시 실행하고 새 주소를 열어 주세요.'],
    },
    'secret-wrong': {
      title: '주소가 올바르지 않습니다',
      lines: ['myna-pin이 표시한 주소를 마지막 글자까지 정확하게 열어 주세요.'],
    },
    'in-use': {
      title: '다른 탭에서 사용 중입니다',
      lines: ['비밀번호 변경은 한 화면에서만 할 수 있습니다. 다른 탭을 닫으면 여기에서 사용할 수 있습니다.'],
    },
    unreachable: {
      title: 'myna-pin에 연결할 수 없습니다',
      lines: ['myna-pin이 실행되고 있는지 확인해 주세요. 멈춰 있으면 다시 실행하고 새 주소를 열어 주세요.'],
    },
    lost: {
      title: 'myna-pin과의 연결이 끊겼습니다',
      lines: ['다시 연결하고 있습니다. 연결되지 않으면 myna-pin을 다시 실행하고 새 주소를 열어 주세요.'],
    },
    'foreign-worker': {
      title: '안전을 위해 연결하지 않았습니다',
      lines: [
        '이전에 이 주소를 사용한 다른 프로그램이 이 페이지의 통신에 끼어들고 있습니다.',
        'myna-pin의 주소를 시크릿 창에서 열거나, 브라우저 설정에서 127.0.0.1의 사이트 데이터를 삭제한 뒤 다시 열어 주세요.',
      ],
    },
    'virtual-requested': { title: '체험으로 시작했습니다', lines: ['카드 리더기는 사용하지 않습니다.'] },
    'module-missing': {
      title: '카드 리더기를 사용하는 데 필요한 구성 요소가 없습니다',
      lines: ['다음 명령으로 구성 요소를 설치한 뒤 myna-pin을 다시 실행해 주세요(npm start).'],
    },
  },
  status: {
    noReader: '카드 리더기: 없음',
    trialReader: '체험(가상 카드)을 사용하고 있습니다.',
    reader: (name) => `카드 리더기: ${name}`,
    noCard: '카드가 놓여 있지 않습니다.',
    reading: '카드를 읽고 있습니다.',
    read: '마이넘버카드를 읽었습니다.',
    mute: '카드가 응답하지 않습니다.',
    chooseReader: '사용할 카드 리더기',
    sentence: (title) => `${title}.`,
  },
  choose: {
    legend: '변경할 비밀번호',
    nothing: '변경할 비밀번호를 1개 이상 선택해 주세요.',
    cannotChoose: '이 비밀번호는 선택할 수 없습니다.',
    tries:
      '“남은 횟수”는 연속으로 틀릴 수 있는 횟수입니다. 0회가 되면 잠깁니다. 올바르게 입력하면 원래대로 돌아갑니다.',
    whichPin: '어느 비밀번호를 변경하면 되는지 알아보기',
    details: '자세히',
    facts: { format: '번호의 형식', setAt: '정한 시기', lock: '잠김' },
    setAt:
      '카드를 받을 때 창구에서 본인이 정한 번호입니다. 비밀번호 기재표(設定暗証番号記載票)에 적혀 있을 수 있습니다.',
    lockedAfter: (wrong) => `연속으로 ${wrong}회 틀리면 잠깁니다. 시간이 지나도 풀리지 않습니다.`,
    forgotten: '현재 비밀번호를 모를 때',
    whatToDo: '어떻게 하면 되는지 보기',
    together:
      '4자리 비밀번호 3개를 같은 번호로 쓰고 있지 않습니까? 같은 번호라면 3개를 모두 변경하여 계속 같은 번호로 쓸 수 있습니다.',
    chooseTogether: '4자리 비밀번호 3개를 모두 선택하기',
  },
  fields: { current: '현재 비밀번호', next: '새 비밀번호', repeat: '새 비밀번호(확인)' },
  form: {
    combine: '모두 같은 번호로 하기',
    combineHelp: '선택한 4자리 비밀번호를 새 번호 하나로 통일합니다.',
    sameToday: '현재 번호도 같습니다',
    sameTodayHelp: '지금도 같은 번호를 쓰고 있으면 한 번만 입력하면 됩니다.',
    combinedGroup: '새 번호(공통)',
    combinedFor: (names) => `대상: ${names}`,
    triesNote: (tries) => `${tries}회 남았습니다. 틀리면 1회 줄어듭니다.`,
    errorSummary: (count) => `입력한 내용에 잘못된 곳이 ${count}곳 있습니다. 카드에는 아직 아무것도 보내지 않았습니다.`,
    safe: '여기에서는 아직 카드에 보내지 않습니다.',
  },
  ruleStates: { ok: ' (충족됨)', notYet: ' (아직)' },
  confirm: {
    lead: '다음 비밀번호를 새 비밀번호로 변경합니다.',
    afterPress: '“변경하기”를 누른 뒤',
    steps: (count) => [
      count === 1
        ? '현재 비밀번호를 확인합니다. 틀리면 변경하지 않습니다.'
        : '현재 비밀번호를 모두 확인합니다. 하나라도 틀리면 아무것도 변경하지 않습니다.',
      '새 비밀번호로 변경합니다.',
      '새 번호로 바뀌었는지 카드에서 확인하고 결과를 표시합니다.',
    ],
    stay: '끝날 때까지 카드를 움직이지 마세요.',
  },
  lastTry: {
    unsure: '확실하지 않으면 뒤로 돌아가 주세요. 돌아가면 1회가 그대로 남습니다.',
    consent: '잠길 수 있음을 이해했습니다',
    consentNeeded: '계속하려면 확인란에 체크해 주세요.',
  },
  working: {
    lead: '카드를 움직이지 마세요.',
    now: { checking: '현재 비밀번호를 확인하고 있습니다.', changing: '새 비밀번호로 변경하고 있습니다.' },
    phases: {
      waiting: '대기 중입니다',
      checking: '현재 비밀번호를 확인하고 있습니다',
      checked: '확인했습니다',
      changing: '변경하고 있습니다',
      finished: '끝났습니다',
    },
  },
  recoverCost: '남은 횟수가 부족하면 확인하지 않고 중지합니다. 마지막 1회는 사용하지 않습니다.',
  unfinished: {
    title: '이전의 변경이 도중에 끝났습니다',
    pins: (names) => `새 번호로 바뀌었는지 확인하지 못한 것: ${names}`,
    lines: [
      '다시 변경할 때는 “현재 비밀번호”에 새 번호를 넣고 한 번만 시도해 주세요. 틀리면 이전 번호를 넣어 주세요.',
      '남은 횟수는 카드를 올리면 아래에 표시됩니다. 1회만 남았으면 시도하지 말고 시구정촌 창구에 문의해 주세요.',
    ],
  },
  result: {
    trial: '체험의 결과입니다. 실제 카드는 바뀌지 않았습니다.',
    remember: '새 비밀번호를 잊지 않도록, 또 다른 사람이 알지 못하도록 해 주세요.',
    over: '이것으로 모두 끝났습니다.',
    unrecorded: {
      title: '결과를 기록하지 못했습니다',
      lines: ['화면에 표시된 결과는 맞습니다.', '기록할 수 있도록 직원을 불러 주세요.'],
    },
  },
  certificates: {
    check: '이용자 증명용 전자증명서의 유효기간 확인하기',
    checkHelp: '비밀번호는 사용하지 않습니다.',
    close: '닫기',
    alsoSign: '서명용 전자증명서의 내용도 표시하기',
    alsoSignHelp:
      '변경된 뒤에 유효기간 등을 카드에서 읽어 결과 화면에 표시합니다. 성명과 주소는 버튼을 누를 때까지 표시하지 않습니다.',
    personal: '성명 등 개인정보 표시하기',
    hidePersonal: '개인정보 숨기기',
    personalHelp: '성명, 생년월일, 성별, 주소 등을 이 화면에 표시합니다. 저장하지 않습니다.',
  },
  chooser: {
    title: '카드 리더기를 연결하고 선택해 주세요',
    titleBeside: 'USB 카드 리더기를 브라우저에서 사용할 수도 있습니다',
    titleOther: '다른 카드 리더기 사용하기',
    lead: 'SCR3310-NTTCom, Sony의 RC-S380·RC-S300 등은 이 페이지에서 바로 사용할 수 있습니다.',
    choose: '리더기 선택',
    chooseAnother: '다른 리더기 선택',
    chooseAgain: '리더기 다시 선택',
    notListed: `${WHY_NOT_LISTED} ${START_BRIDGE}`,
    notListedWithBridge: `${WHY_NOT_LISTED} 컴퓨터에 연결하기만 하면 myna-pin이 찾습니다.`,
    gone: '카드 리더기가 분리되어 있습니다. 다시 연결해도 시작되지 않으면 한 번 더 선택해 주세요.',
    trialTitle: '카드 리더기 없이 체험하기',
    trial: '가상 카드로 화면의 흐름을 체험할 수 있습니다. 실제 카드는 바뀌지 않습니다.',
    startTrial: '체험 시작하기',
  },
  experimental: {
    mark: '시험 중',
    lines: [
      '이 카드 리더기를 실제 마이넘버카드에 사용할 수 있는지는 아직 확인되지 않았습니다.',
      '사용할 수 있었는지 없었는지를, 리더기 이름과 화면의 표시와 함께 개발자에게 알려 주세요. 비밀번호나 카드의 성명·번호는 보내지 마세요.',
    ],
  },
  usb: {
    'no-webusb': {
      title: '이 브라우저에서는 카드 리더기를 선택할 수 없습니다',
      lines: [`Chrome이나 Edge로 열어 주세요. 또는, ${START_BRIDGE}`],
    },
    'not-found': {
      title: '카드 리더기가 선택되지 않았습니다',
      lines: ['아무것도 바뀌지 않았습니다. 사용하려면 카드 리더기를 연결하고 다시 눌러 주세요.'],
    },
    'access-denied-linux': {
      title: '카드 리더기를 열 권한이 없습니다',
      lines: ['다음 명령을 한 번 실행하고 카드 리더기를 다시 연결해 주세요.', NO_TRY_LOST],
    },
    'access-denied-macos': {
      title: '카드 리더기를 열 수 없습니다',
      lines: [
        'macOS나 다른 소프트웨어가 사용하고 있습니다. 카드를 사용하는 소프트웨어를 종료하고 다시 연결해 주세요.',
        `또는, ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'access-denied': {
      title: '카드 리더기를 열 수 없습니다',
      lines: [`카드를 사용하는 다른 소프트웨어를 종료하고 카드 리더기를 다시 연결해 주세요. ${OTHER_TAB}`, NO_TRY_LOST],
    },
    'claimed-by-port100': {
      title: 'Linux 드라이버가 카드 리더기를 사용하고 있습니다',
      lines: [`다음 명령으로 드라이버 port100을 멈춰 주세요. 자동으로 연결됩니다. ${OTHER_TAB}`, NO_TRY_LOST],
    },
    'claimed-linux': {
      title: '다른 소프트웨어가 카드 리더기를 사용하고 있습니다',
      lines: [
        `${OTHER_TAB} 그 밖에 pcscd가 사용하고 있을 수 있습니다. 다음 명령으로 멈추면 자동으로 연결됩니다.`,
        `pcscd를 멈추지 않아도, ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'claimed-by-sony': {
      title: '다른 소프트웨어가 카드 리더기를 사용하고 있습니다',
      lines: [
        `Sony의 NFC Port Software 등 FeliCa 소프트웨어를 종료해 주세요. ${OTHER_TAB}`,
        `또는, ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'claimed-macos': {
      title: 'macOS나 다른 소프트웨어가 카드 리더기를 사용하고 있습니다',
      lines: [`카드를 사용하는 소프트웨어를 종료해 주세요. ${OTHER_TAB}`, `또는, ${START_BRIDGE}`, NO_TRY_LOST],
    },
    claimed: {
      title: '다른 소프트웨어가 카드 리더기를 사용하고 있습니다',
      lines: [
        `마이나포털이나 e-Tax 등 카드를 사용하는 소프트웨어를 종료해 주세요. ${OTHER_TAB} 사용이 끝나면 자동으로 연결됩니다.`,
        NO_TRY_LOST,
      ],
    },
    'protected-class': {
      title: '이 카드 리더기는 브라우저에서 바로 사용할 수 없습니다',
      lines: [
        `표준 방식의 IC카드 리더기는 안전을 위해 브라우저가 페이지에서의 사용을 막고 있습니다. ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'no-driver-sony': {
      title: '카드 리더기의 드라이버를 전환해 주세요',
      lines: [
        '브라우저에서 사용하려면 드라이버가 WinUSB여야 합니다. Sony의 NFC Port Software로 전환할 수 있습니다.',
        `전환하지 않아도, ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'no-driver': {
      title: '카드 리더기의 드라이버가 브라우저에서 사용할 수 있는 것이 아닙니다',
      lines: [
        `브라우저에서 사용하려면 드라이버가 WinUSB여야 합니다. 지금 드라이버 그대로도, ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    disconnected: {
      title: '카드 리더기와 통신할 수 없게 되었습니다',
      lines: ['카드 리더기를 다시 연결해 주세요. 연결되지 않으면 한 번 더 선택해 주세요.'],
    },
    'not-permitted': {
      title: '카드 리더기를 사용할 권한이 없습니다',
      lines: ['“리더기 선택”을 눌러 한 번 더 선택해 주세요.', NO_TRY_LOST],
    },
    'unsupported-reader': {
      title: '이 카드 리더기는 여기에서 지원하지 않습니다',
      lines: [`PC/SC를 지원하는 리더기라면, ${START_BRIDGE}`, NO_TRY_LOST],
    },
    'not-answering': {
      title: '카드 리더기가 응답하지 않습니다',
      lines: ['카드 리더기를 다시 연결해 주세요. 그래도 응답하지 않으면 다른 USB 단자로 시도해 주세요.'],
    },
  },
};
