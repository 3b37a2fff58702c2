import type { PageWords } from './page-words.ts';

const START_BRIDGE = 'Khởi động myna-pin trên máy tính này (npm start) là dùng được.';
const OR_START_BRIDGE = `Hoặc: ${START_BRIDGE}`;
const NO_TRY_LOST = 'Việc này không làm giảm số lần thử còn lại của mã PIN.';
const OTHER_TAB = 'Nếu trang này đang mở ở tab khác, hãy đóng tab đó.';
const OFFICE = 'quầy của tòa thị chính hoặc văn phòng quận';
const REAL_CARD_STAYS = 'Thẻ thật không thay đổi.';

const WHY_NOT_LISTED =
  'Để an toàn, trình duyệt không cho trang web dùng nhiều loại đầu đọc thẻ IC (loại tiêu chuẩn), nên chúng không có trong danh sách.';

export const PAGE_WORDS_VI: PageWords = {
  title: 'Đổi mã PIN của thẻ My Number',
  language: 'Ngôn ngữ',
  stepTitles: {
    prepare: 'Hãy đặt thẻ',
    choose: 'Hãy chọn mã PIN muốn đổi',
    type: 'Hãy nhập mã PIN',
    confirm: 'Hãy kiểm tra nội dung',
    'last-try': 'Chỉ còn 1 lần thử',
    working: 'Đang đổi mã PIN',
    recover: 'Kiểm tra xem đã đổi hay chưa',
    result: 'Kết quả',
  },
  titleWithoutReader: 'Trước khi bắt đầu',
  stepCount: (step, steps) => `Bước ${step} trên ${steps} bước`,
  steps: {
    names: { prepare: 'Chuẩn bị', choose: 'Chọn', type: 'Nhập', confirm: 'Xác nhận' },
    done: ' (đã xong)',
    allDone: (steps) => `Đã xong cả ${steps} bước`,
  },
  promise:
    'Mã PIN bạn nhập chỉ được dùng trong máy này và chỉ được gửi đến thẻ. Mã PIN không được lưu lại và không được gửi lên Internet.',
  buttons: {
    next: 'Tiếp theo',
    back: 'Quay lại',
    change: 'Đổi mã PIN',
    show: 'Hiện',
    hide: 'Ẩn',
    readAgain: 'Đọc lại',
    again: 'Đổi mã PIN khác',
    retry: 'Nhập lại',
    reconnect: 'Kết nối lại',
    useRealReader: 'Chuyển sang dùng đầu đọc thẻ',
    removeCard: 'Lấy thẻ ra',
    insertCard: 'Đặt thẻ vào',
    useLastTry: 'Dùng lần thử cuối cùng để đổi',
    giveUp: 'Kết thúc mà không kiểm tra',
    findOut: 'Kiểm tra xem đã là mã mới chưa',
    finish: 'Đổi nốt phần còn lại',
    understood: 'Tôi đã hiểu',
  },
  trial: {
    mark: 'Dùng thử (thẻ ảo)',
    explanation: `Đây là bản mẫu để xem thử các bước. ${REAL_CARD_STAYS}`,
    warning: 'Đừng nhập mã PIN thật của bạn.',
    pins: 'Mã PIN ban đầu của thẻ mẫu: để ký tên là ABC123, 3 mã còn lại là 1234',
    tools: 'Đổi hoặc lấy thẻ mẫu ra',
    profile: 'Thẻ mẫu',
    cutOff: 'Lấy thẻ ra giữa chừng trong lần đổi tiếp theo',
  },
  profileNames: {
    ordinary: 'Thẻ thông thường',
    'no-sign-certificate': 'Thẻ không có chứng nhận điện tử để ký tên',
    'last-try': 'Thẻ có mã PIN chỉ còn 1 lần thử',
    locked: 'Thẻ có mã PIN bị khóa',
    'juki-shared': 'Thẻ chỉ lưu một mã PIN sổ đăng ký cư trú cơ bản bên trong',
    'juki-half': 'Thẻ chỉ đổi được một phần mã PIN sổ đăng ký cư trú cơ bản',
    'juki-differs': 'Thẻ có mã PIN sổ đăng ký cư trú cơ bản khác nhau bên trong',
    'juki-card': 'Thẻ đăng ký cư trú cơ bản',
    phone: 'Chứng nhận điện tử của điện thoại',
    'other-card': 'Thẻ không phải thẻ My Number',
  },
  prepare: {
    needTitle: 'Cần chuẩn bị',
    need: {
      card: { name: 'Thẻ My Number', note: 'Thẻ phải còn hiệu lực.' },
      reader: { name: 'Đầu đọc thẻ', note: 'Có loại cắm thẻ vào và loại đặt thẻ lên.' },
      pin: {
        name: 'Mã PIN hiện tại',
        note: 'Là mã hiện tại của mã PIN muốn đổi. Màn hình tiếp theo sẽ giải thích từng mã dùng để làm gì.',
      },
    },
    forgotten:
      'Nếu không biết mã PIN hiện tại hoặc mã PIN đang bị khóa thì không thể đổi tại đây. Hãy làm thủ tục đặt lại (再設定).',
    reset: 'Xem cách đặt lại',
    whichPin: 'Tìm xem nên đổi mã PIN nào',
    placing: {
      contact: {
        reader: 'Đầu đọc loại cắm',
        how: 'Để mặt có chip IC (ô vuông màu vàng) lên trên, rồi cắm thẻ vào hết cỡ, phía có chip vào trước.',
      },
      contactless: {
        reader: 'Đầu đọc loại đặt',
        how: 'Đặt thẻ lên biểu tượng của đầu đọc và đừng di chuyển thẻ cho đến khi xong.',
      },
    },
    chosen: (names) => `Mã PIN đã chọn cho màn hình tiếp theo: ${names}`,
    waiting: 'Hãy đặt thẻ My Number lên đầu đọc thẻ. Đọc thẻ xong, màn hình tiếp theo sẽ hiện ra.',
    reading: 'Đang đọc thẻ. Đừng di chuyển thẻ.',
  },
  obstacles: {
    connecting: { title: 'Đang chuẩn bị', lines: [] },
    'not-a-bridge': {
      title: 'Trang này không dùng được đầu đọc thẻ',
      lines: [
        'Để dùng đầu đọc thẻ, hãy khởi động myna-pin trên máy tính (npm start).',
        'Nếu mở bằng Chrome hoặc Edge, trang này có thể dùng trực tiếp một số đầu đọc thẻ.',
      ],
    },
    'secret-missing': {
      title: 'Không kết nối được với đầu đọc thẻ',
      lines: ['Hãy mở trang này từ địa chỉ mà myna-pin hiển thị khi khởi động.'],
    },
    'secret-used': {
      title: 'Địa chỉ này đã được dùng rồi',
      lines: ['Mỗi địa chỉ chỉ dùng được 1 lần. Hãy khởi động lại myna-pin và mở địa chỉ mới.'],
    },
    'secret-wrong': {
      title: 'Địa chỉ không đúng',
      lines: ['Hãy mở đúng địa chỉ mà myna-pin hiển thị, đến tận ký tự cuối cùng.'],
    },
    'in-use': {
      title: 'Đang được dùng ở tab khác',
      lines: ['Chỉ có thể đổi mã PIN trên một màn hình. Hãy đóng tab kia, khi đó bạn sẽ dùng được ở đây.'],
    },
    unreachable: {
      title: 'Không kết nối được với myna-pin',
      lines: ['Hãy kiểm tra xem myna-pin có đang chạy không. Nếu đã dừng, hãy khởi động lại và mở địa chỉ mới.'],
    },
    lost: {
      title: 'Mất kết nối với myna-pin',
      lines: ['Đang kết nối lại. Nếu không được, hãy khởi động lại myna-pin và mở địa chỉ mới.'],
    },
    'foreign-worker': {
      title: 'Để an toàn, trang chưa kết nối',
      lines: [
        'Một chương trình khác từng dùng địa chỉ này đang xen vào kết nối của trang.',
        'Hãy mở địa chỉ của myna-pin trong cửa sổ ẩn danh, hoặc xóa dữ liệu trang web của 127.0.0.1 trong cài đặt trình duyệt rồi mở lại.',
      ],
    },
    'virtual-requested': { title: 'Đã khởi động ở chế độ dùng thử', lines: ['Không dùng đầu đọc thẻ.'] },
    'module-missing': {
      title: 'Thiếu thành phần để dùng đầu đọc thẻ',
      lines: ['Hãy cài thành phần đó bằng lệnh sau, rồi khởi động lại myna-pin (npm start).'],
    },
  },
  status: {
    noReader: 'Đầu đọc thẻ: không có',
    trialReader: 'Đang dùng thử (thẻ ảo).',
    reader: (name) => `Đầu đọc thẻ: ${name}`,
    noCard: 'Chưa đặt thẻ.',
    reading: 'Đang đọc thẻ.',
    read: 'Đã đọc thẻ My Number.',
    mute: 'Thẻ không phản hồi.',
    chooseReader: 'Đầu đọc thẻ sẽ dùng',
    sentence: (title) => `${title}.`,
  },
  choose: {
    legend: 'Mã PIN muốn đổi',
    nothing: 'Hãy chọn ít nhất một mã PIN muốn đổi.',
    cannotChoose: 'Không thể chọn mã PIN này.',
    tries:
      '“Còn … lần thử” là số lần có thể nhập sai liên tiếp. Khi còn 0 lần, mã PIN bị khóa. Nhập đúng thì số lần trở lại như ban đầu.',
    whichPin: 'Tìm xem nên đổi mã PIN nào',
    details: 'Chi tiết',
    facts: { format: 'Dạng mã', setAt: 'Đã đặt khi nào', lock: 'Khóa' },
    setAt: 'Là mã bạn tự đặt tại quầy khi nhận thẻ. Có thể mã được ghi lại trên tờ ghi mã PIN (設定暗証番号記載票).',
    lockedAfter: (wrong) => `Nhập sai ${wrong} lần liên tiếp sẽ bị khóa. Chờ bao lâu cũng không tự mở khóa.`,
    forgotten: 'Nếu không biết mã PIN hiện tại',
    whatToDo: 'Xem cần làm gì',
    together:
      'Có phải bạn đang dùng cùng một số cho 3 mã PIN 4 chữ số? Nếu vậy, khi đổi cả 3 mã, bạn có thể tiếp tục dùng chung một số.',
    chooseTogether: 'Chọn cả 3 mã PIN 4 chữ số',
  },
  fields: {
    current: 'Mã PIN hiện tại',
    next: 'Mã PIN mới',
    repeat: 'Mã PIN mới (nhập lại)',
  },
  form: {
    combine: 'Đặt chung một số',
    combineHelp: 'Các mã PIN 4 chữ số đã chọn sẽ có chung một số mới.',
    sameToday: 'Số hiện tại cũng giống nhau',
    sameTodayHelp: 'Nếu hiện tại đang dùng cùng một số, bạn chỉ cần nhập 1 lần.',
    combinedGroup: 'Số mới (dùng chung)',
    combinedFor: (names) => `Áp dụng cho: ${names}`,
    triesNote: (tries) => `Còn ${tries} lần thử. Nhập sai sẽ mất 1 lần.`,
    errorSummary: (count) => `Có ${count} chỗ nhập sai. Chưa gửi gì đến thẻ.`,
    safe: 'Ở bước này chưa gửi gì đến thẻ.',
  },
  ruleStates: { ok: ' (đã đạt)', notYet: ' (chưa đạt)' },
  confirm: {
    lead: 'Các mã PIN sau sẽ được đổi sang mã mới.',
    afterPress: 'Sau khi bạn bấm “Đổi mã PIN”',
    steps: (count) => [
      count === 1
        ? 'Mã PIN hiện tại được kiểm tra. Nếu sai thì sẽ không đổi.'
        : 'Tất cả mã PIN hiện tại được kiểm tra. Chỉ cần một mã sai thì sẽ không đổi mã nào.',
      'Các mã PIN được đổi sang mã mới.',
      'Thẻ được kiểm tra xem đã là mã mới chưa, rồi kết quả hiện ra.',
    ],
    stay: 'Đừng di chuyển thẻ cho đến khi xong.',
  },
  lastTry: {
    unsure: 'Nếu không chắc chắn, hãy quay lại. Nếu quay lại, vẫn còn 1 lần thử.',
    consent: 'Tôi hiểu rằng mã PIN có thể bị khóa',
    consentNeeded: 'Để tiếp tục, hãy đánh dấu vào ô.',
  },
  working: {
    lead: 'Đừng di chuyển thẻ.',
    now: { checking: 'Đang kiểm tra các mã PIN hiện tại.', changing: 'Đang đổi sang mã PIN mới.' },
    phases: {
      waiting: 'Đang chờ',
      checking: 'Đang kiểm tra mã PIN hiện tại',
      checked: 'Đã kiểm tra',
      changing: 'Đang đổi',
      finished: 'Đã xong',
    },
  },
  recoverCost:
    'Nếu không đủ số lần thử còn lại, việc kiểm tra sẽ dừng. Lần thử cuối cùng không bao giờ bị dùng cho việc này.',
  unfinished: {
    title: 'Lần đổi trước đã bị dừng giữa chừng',
    pins: (names) => `Chưa xác nhận được đã là mã mới hay chưa: ${names}`,
    lines: [
      'Nếu đổi lại, hãy nhập mã mới vào “Mã PIN hiện tại” và chỉ thử 1 lần. Nếu sai, hãy nhập mã trước đó.',
      `Khi đặt thẻ, số lần thử còn lại sẽ hiện ở dưới. Nếu chỉ còn 1 lần thử, đừng thử mà hãy hỏi tại ${OFFICE}.`,
    ],
  },
  result: {
    trial: `Đây là kết quả dùng thử. ${REAL_CARD_STAYS}`,
    remember: 'Hãy nhớ kỹ mã PIN mới và đừng để người khác biết.',
    over: 'Mọi việc đã xong.',
    unrecorded: {
      title: 'Không ghi lại được kết quả',
      lines: ['Kết quả trên màn hình là đúng.', 'Hãy gọi nhân viên để ghi lại kết quả.'],
    },
  },
  certificates: {
    check: 'Xem ngày hết hạn của chứng nhận điện tử xác thực người dùng',
    checkHelp: 'Không dùng mã PIN.',
    close: 'Đóng',
    alsoSign: 'Hiển thị cả nội dung chứng nhận điện tử để ký tên',
    alsoSignHelp:
      'Sau khi đổi xong, ngày hết hạn và các thông tin khác được đọc từ thẻ và hiện ở màn hình kết quả. Họ tên và địa chỉ chỉ hiện khi bạn bấm nút.',
    personal: 'Hiện thông tin cá nhân như họ tên',
    hidePersonal: 'Ẩn thông tin cá nhân',
    personalHelp: 'Họ tên, ngày sinh, giới tính, địa chỉ, v.v. sẽ hiện trên màn hình này. Không lưu lại.',
  },
  chooser: {
    title: 'Hãy cắm đầu đọc thẻ rồi chọn',
    titleBeside: 'Cũng có thể dùng đầu đọc thẻ USB từ trình duyệt',
    titleOther: 'Dùng đầu đọc thẻ khác',
    lead: 'Trang này có thể dùng trực tiếp SCR3310-NTTCom, RC-S380 và RC-S300 của Sony, v.v.',
    choose: 'Chọn đầu đọc',
    chooseAnother: 'Chọn đầu đọc khác',
    chooseAgain: 'Chọn lại đầu đọc',
    notListed: `${WHY_NOT_LISTED} ${START_BRIDGE}`,
    notListedWithBridge: `${WHY_NOT_LISTED} Chỉ cần cắm vào máy tính, myna-pin sẽ tìm thấy.`,
    gone: 'Đầu đọc thẻ đã bị ngắt. Nếu cắm lại mà vẫn chưa bắt đầu, hãy chọn lại một lần nữa.',
    trialTitle: 'Dùng thử không cần đầu đọc thẻ',
    trial: `Bạn có thể xem thử các bước bằng thẻ ảo. ${REAL_CARD_STAYS}`,
    startTrial: 'Bắt đầu dùng thử',
  },
  experimental: {
    mark: 'Đang thử nghiệm',
    lines: [
      'Chưa ai xác nhận rằng đầu đọc thẻ này dùng được với thẻ My Number thật.',
      'Hãy báo cho nhà phát triển biết có dùng được hay không, kèm tên đầu đọc và nội dung hiện trên màn hình. Đừng gửi mã PIN, họ tên hay số ghi trên thẻ.',
    ],
  },
  usb: {
    'no-webusb': {
      title: 'Không thể chọn đầu đọc thẻ từ trình duyệt này',
      lines: [`Hãy mở bằng Chrome hoặc Edge. ${OR_START_BRIDGE}`],
    },
    'not-found': {
      title: 'Chưa chọn đầu đọc thẻ nào',
      lines: ['Không có gì thay đổi. Khi muốn dùng, hãy cắm đầu đọc thẻ rồi bấm lại.'],
    },
    'access-denied-linux': {
      title: 'Không có quyền mở đầu đọc thẻ',
      lines: ['Hãy chạy lệnh sau 1 lần, rồi cắm lại đầu đọc thẻ.', NO_TRY_LOST],
    },
    'access-denied-macos': {
      title: 'Không mở được đầu đọc thẻ',
      lines: [
        'macOS hoặc phần mềm khác đang dùng. Hãy tắt các phần mềm dùng thẻ, rồi cắm lại đầu đọc.',
        OR_START_BRIDGE,
        NO_TRY_LOST,
      ],
    },
    'access-denied': {
      title: 'Không mở được đầu đọc thẻ',
      lines: [`Hãy tắt các phần mềm khác dùng thẻ, rồi cắm lại đầu đọc thẻ. ${OTHER_TAB}`, NO_TRY_LOST],
    },
    'claimed-by-port100': {
      title: 'Trình điều khiển của Linux đang dùng đầu đọc thẻ',
      lines: [`Hãy dừng trình điều khiển port100 bằng lệnh sau. Sau đó sẽ tự kết nối. ${OTHER_TAB}`, NO_TRY_LOST],
    },
    'claimed-linux': {
      title: 'Phần mềm khác đang dùng đầu đọc thẻ',
      lines: [
        `${OTHER_TAB} Cũng có thể pcscd đang dùng. Dừng pcscd bằng lệnh sau thì sẽ tự kết nối.`,
        `Nếu không dừng pcscd: ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'claimed-by-sony': {
      title: 'Phần mềm khác đang dùng đầu đọc thẻ',
      lines: [
        `Hãy tắt các phần mềm FeliCa, chẳng hạn như NFC Port Software của Sony. ${OTHER_TAB}`,
        OR_START_BRIDGE,
        NO_TRY_LOST,
      ],
    },
    'claimed-macos': {
      title: 'macOS hoặc phần mềm khác đang dùng đầu đọc thẻ',
      lines: [`Hãy tắt các phần mềm dùng thẻ. ${OTHER_TAB}`, OR_START_BRIDGE, NO_TRY_LOST],
    },
    claimed: {
      title: 'Phần mềm khác đang dùng đầu đọc thẻ',
      lines: [
        `Hãy tắt các phần mềm dùng thẻ, chẳng hạn như của Mynaportal hay e-Tax. ${OTHER_TAB} Khi đầu đọc không còn bị dùng, trang này sẽ tự kết nối.`,
        NO_TRY_LOST,
      ],
    },
    'protected-class': {
      title: 'Trình duyệt không thể dùng trực tiếp đầu đọc thẻ này',
      lines: [
        `Để an toàn, trình duyệt không cho trang web dùng đầu đọc thẻ IC loại tiêu chuẩn. ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'no-driver-sony': {
      title: 'Hãy đổi trình điều khiển của đầu đọc thẻ',
      lines: [
        'Để dùng từ trình duyệt, trình điều khiển phải là WinUSB. Có thể đổi bằng NFC Port Software của Sony.',
        `Nếu không đổi: ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'no-driver': {
      title: 'Trình duyệt không dùng được trình điều khiển của đầu đọc thẻ này',
      lines: [
        `Để dùng từ trình duyệt, trình điều khiển phải là WinUSB. Nếu giữ trình điều khiển hiện tại: ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    disconnected: {
      title: 'Không còn liên lạc được với đầu đọc thẻ',
      lines: ['Hãy cắm lại đầu đọc thẻ. Nếu không kết nối được, hãy chọn lại một lần nữa.'],
    },
    'not-permitted': {
      title: 'Không có quyền dùng đầu đọc thẻ',
      lines: ['Hãy bấm “Chọn đầu đọc” và chọn lại một lần nữa.', NO_TRY_LOST],
    },
    'unsupported-reader': {
      title: 'Đầu đọc thẻ này không dùng được ở đây',
      lines: [`Nếu đầu đọc hỗ trợ PC/SC: ${START_BRIDGE}`, NO_TRY_LOST],
    },
    'not-answering': {
      title: 'Đầu đọc thẻ không phản hồi',
      lines: ['Hãy cắm lại đầu đọc thẻ. Nếu vẫn không phản hồi, hãy thử cổng USB khác.'],
    },
  },
};
