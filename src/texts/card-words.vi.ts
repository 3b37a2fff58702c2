import type { CardWords } from './card-words.ts';

/*
 * Terms of the Vietnamese words, as cities in Japan use them where they do:
 * マイナンバーカード thẻ My Number · 暗証番号 mã PIN · 電子証明書 chứng nhận điện tử · 署名用 để ký tên · 利用者証明用 xác thực
 * người dùng · 住民基本台帳 sổ đăng ký cư trú cơ bản · 券面事項入力補助 hỗ trợ nhập thông tin trên thẻ · 変更 đổi · 再設定 đặt lại ·
 * 更新 gia hạn · 失効 mất hiệu lực · 再交付 cấp lại · ロック khóa · 残り回数 số lần thử còn lại · 市区町村の窓口 quầy của tòa thị chính hoặc
 * văn phòng quận · カードリーダー đầu đọc thẻ.
 */

const OFFICE = 'quầy của tòa thị chính hoặc văn phòng quận';
const PUT_BACK = 'Hãy lấy thẻ ra rồi đặt lại thẻ lên đầu đọc.';
const USE_MY_NUMBER_CARD = 'Hãy đặt thẻ My Number.';

const PHONE = {
  title: 'Đây là chứng nhận điện tử của điện thoại',
  lines: [`Không thể đổi mã PIN của điện thoại tại đây. ${USE_MY_NUMBER_CARD}`],
};

const LETTERS_AND_DIGITS = 'Chỉ nhập chữ cái in hoa (A–Z) và chữ số (0–9).';
const DIGITS_ONLY = 'Chỉ nhập chữ số.';

export const CARD_WORDS_VI: CardWords = {
  pinNames: {
    sign: 'Mã PIN chứng nhận điện tử để ký tên',
    auth: 'Mã PIN chứng nhận điện tử xác thực người dùng',
    juki: 'Mã PIN sổ đăng ký cư trú cơ bản',
    text: 'Mã PIN hỗ trợ nhập thông tin trên thẻ',
  },
  formats: { 'four-digits': '4 chữ số', 'sign-password': '6 đến 16 ký tự, gồm cả chữ cái in hoa và chữ số' },
  uses: {
    sign: 'Dùng khi nộp đơn hoặc khai báo qua Internet, chẳng hạn như e-Tax.',
    auth: 'Dùng để đăng nhập Mynaportal, lấy giấy chứng nhận tại cửa hàng tiện lợi, v.v.',
    juki: `Dùng tại ${OFFICE}, chẳng hạn khi khai báo chuyển nhà.`,
    text: 'Dùng khi tự động điền họ tên và địa chỉ trên thẻ vào đơn từ.',
  },
  briefUses: {
    sign: 'để nộp đơn, như e-Tax',
    auth: 'cho Mynaportal và cửa hàng tiện lợi',
    juki: 'cho quầy làm thủ tục, như chuyển nhà',
    text: 'để tự động điền họ tên, địa chỉ',
  },
  states: {
    ready: (triesLeft) => `Còn ${triesLeft} lần thử`,
    locked: 'Đã bị khóa',
    absent: 'Không có trên thẻ này',
    unknown: 'Không đọc được số lần thử còn lại',
  },
  lastTryWarning: 'Nhập sai thêm 1 lần nữa là bị khóa.',
  unknownTriesAdvice: `Để an toàn, không thể đổi mã PIN này tại đây. ${PUT_BACK}`,
  resetAtCounter: `Hãy đặt lại (再設定) mã PIN này tại ${OFFICE}.`,
  resetAtCounterOrStore: (other) =>
    `Có thể đặt lại (再設定) mã PIN này tại ${OFFICE}. Nếu biết mã PIN chứng nhận điện tử ${other === 'auth' ? 'xác thực người dùng' : 'để ký tên'}, bạn cũng có thể đặt trước bằng ứng dụng trên điện thoại rồi đặt lại tại máy ở cửa hàng tiện lợi.`,
  certificates: (sign, auth) => {
    const of = (present: boolean | undefined) => (present === undefined ? 'không rõ' : present ? 'có' : 'không có');
    return `Chứng nhận điện tử: để ký tên – ${of(sign)}; xác thực người dùng – ${of(auth)}`;
  },
  cardKinds: {
    'juki-card': {
      title: 'Đây là thẻ đăng ký cư trú cơ bản (住民基本台帳カード)',
      lines: [`Không thể đổi mã PIN của thẻ này. ${USE_MY_NUMBER_CARD}`],
    },
    'android-phone': PHONE,
    iphone: PHONE,
    other: {
      title: 'Đây không phải là thẻ My Number',
      lines: [`Có vẻ đây là một thẻ khác. ${USE_MY_NUMBER_CARD}`],
    },
  },
  cardErrors: {
    'card-removed': { title: 'Không có thẻ', lines: ['Hãy đặt thẻ My Number lên đầu đọc thẻ.'] },
    'card-reset': { title: 'Mất liên lạc với thẻ', lines: [PUT_BACK] },
    'reader-gone': { title: 'Đầu đọc thẻ đã bị ngắt', lines: ['Hãy cắm lại đầu đọc thẻ.'] },
    'service-gone': {
      title: 'Mất kết nối với đầu đọc thẻ',
      lines: ['Đang tự động kết nối lại. Vui lòng chờ một lát.'],
    },
    'in-use': {
      title: 'Phần mềm khác đang dùng thẻ',
      lines: ['Hãy tắt các phần mềm dùng thẻ, chẳng hạn như của Mynaportal hay e-Tax.'],
    },
    unresponsive: {
      title: 'Thẻ không phản hồi',
      lines: ['Hãy kiểm tra chiều và mặt của thẻ rồi đặt lại thẻ lên đầu đọc.'],
    },
    'bad-answer': { title: 'Không đọc được phản hồi của thẻ', lines: [PUT_BACK] },
    'refused-by-guard': {
      title: 'Đã dừng lại để bảo đảm an toàn',
      lines: [`Chưa gửi gì đến thẻ. ${PUT_BACK} Sau đó bắt đầu lại từ đầu.`],
    },
    failed: { title: 'Không đọc được thẻ', lines: [PUT_BACK] },
    'journal-not-available': {
      title: 'Chưa bắt đầu đổi vì không ghi lại được',
      lines: ['Chưa gửi gì đến thẻ và số lần thử không bị giảm.', 'Hãy gọi nhân viên.'],
    },
  },
  rules: {
    'only-digits': 'Chỉ gồm chữ số',
    'length-4': '4 chữ số',
    'only-capitals-and-digits': 'Chỉ gồm chữ cái in hoa và chữ số',
    'length-6-16': '6 đến 16 ký tự',
    'has-letter': 'Có chữ cái',
    'has-digit': 'Có chữ số',
  },
  problems: {
    'four-digits': {
      empty: 'Hãy nhập mã PIN.',
      'not-a-digit': DIGITS_ONLY,
      'not-a-letter-or-digit': DIGITS_ONLY,
      'too-short': 'Chưa đủ 4 chữ số.',
      'too-long': 'Dài hơn 4 chữ số.',
      'no-letter': DIGITS_ONLY,
      'no-digit': DIGITS_ONLY,
    },
    'sign-password': {
      empty: 'Hãy nhập mã PIN.',
      'not-a-digit': LETTERS_AND_DIGITS,
      'not-a-letter-or-digit': LETTERS_AND_DIGITS,
      'too-short': 'Chưa đủ 6 ký tự.',
      'too-long': 'Dài hơn 16 ký tự.',
      'no-letter': 'Chưa có chữ cái. Hãy dùng cả chữ cái và chữ số.',
      'no-digit': 'Chưa có chữ số. Hãy dùng cả chữ cái và chữ số.',
    },
  },
  conversions: {
    'full-width': 'Đã đổi ký tự rộng kiểu Nhật (full-width) thành ký tự thường (half-width).',
    'upper-cased': 'Đã đổi chữ thường thành chữ in hoa.',
    trimmed: 'Đã bỏ khoảng trắng ở đầu và cuối.',
  },
  weaknesses: {
    'same-as-current': 'Trùng với mã PIN hiện tại.',
    'birth-date': 'Có chứa ngày tháng năm sinh. Mã như vậy dễ bị người khác đoán ra.',
    'one-character-repeated': 'Chỉ lặp lại một ký tự. Mã như vậy dễ bị người khác đoán ra.',
    'repeated-pattern': 'Lặp lại cùng một dãy. Mã như vậy dễ bị người khác đoán ra.',
    sequence: 'Là một dãy liên tiếp. Mã như vậy dễ bị người khác đoán ra.',
    'looks-like-a-year': 'Trông giống một năm. Những mã như năm sinh dễ bị người khác đoán ra.',
    'looks-like-a-date': 'Trông giống một ngày tháng. Những mã như ngày sinh dễ bị người khác đoán ra.',
    'same-for-all': 'Cả 3 mã PIN giống nhau. Ai biết một mã sẽ biết cả 3 mã.',
  },
  weaknessLead: 'Vẫn có thể đổi sang mã này, nhưng nên chọn mã khác.',
  outcomes: {
    changed: 'Đã đổi',
    unchanged: 'Chưa đổi',
    'half-changed': 'Chỉ đổi được một phần',
    unknown: 'Chưa xác nhận được',
  },
  resultLeads: {
    allChanged: 'Đã đổi tất cả. Bạn có thể lấy thẻ ra.',
    oneChanged: 'Đã đổi mã PIN. Bạn có thể lấy thẻ ra.',
    noneChanged: 'Không có mã PIN nào được đổi.',
    wrongPin: 'Mã PIN hiện tại không đúng nên chưa đổi gì cả.',
    mixed: 'Có mã PIN đã đổi và có mã PIN chưa đổi.',
    unknown: 'Có mã PIN chưa xác nhận được là đã đổi hay chưa.',
    halfChanged: 'Có mã PIN chỉ đổi được một phần.',
  },
  reasons: {
    changed: ['Đã xác nhận bằng mã PIN mới.'],
    wrongPin: 'Mã PIN hiện tại không đúng.',
    wrongPinCost: (triesLeft) => `Còn ${triesLeft} lần thử. Khi còn 0 lần, mã PIN sẽ bị khóa.`,
    nowLocked: 'Mã PIN này đã bị khóa.',
    nextLocks: 'Nhập sai lần tiếp theo sẽ bị khóa.',
    referencesDiffer:
      'Mã PIN này được lưu ở 2 chỗ trong thẻ và hai chỗ đang khác nhau. Mã bạn nhập chỉ khớp với một chỗ.',
    referencesDifferAfterChange: 'Nếu lần đổi trước bị dừng giữa chừng, có thể một trong hai chỗ đã là mã PIN mới.',
    locked: 'Mã PIN này đang bị khóa.',
    lastTry: 'Chỉ còn 1 lần thử nên đã dừng trước khi kiểm tra. Lần thử này không bị mất.',
    absent: 'Không có trên thẻ này.',
    triesUnknown: (sw) => `Không đọc được số lần thử còn lại nên đã dừng để bảo đảm an toàn${sw}.`,
    stopped: 'Chưa đổi mã PIN này, vì đã dừng lại ở một mã PIN khác.',
    cardRefused: (sw) => `Thẻ không chấp nhận${sw}.`,
    interrupted: (what) => (what ? `Đã bị dừng giữa chừng. ${what}.` : 'Đã bị dừng giữa chừng.'),
    interruptedUnchanged: `Mã PIN này chưa được đổi. ${PUT_BACK} Sau đó bắt đầu lại từ đầu.`,
    halfChanged: 'Mã PIN này được lưu ở 2 chỗ trong thẻ. Một chỗ đã là mã mới, chỗ kia vẫn là mã cũ.',
    halfChangedRefused: (sw) => `Thẻ không chấp nhận đổi chỗ còn lại${sw}.`,
    halfChangedOpen: 'Vẫn có thể đổi nốt chỗ còn lại.',
    neitherAccepted: 'Thẻ không chấp nhận cả mã mới lẫn mã cũ.',
    lastTryNotAsked: 'Chỉ còn 1 lần thử nên đã không kiểm tra.',
    triesUnknownNotAsked: (sw) => `Không đọc được số lần thử còn lại nên đã không kiểm tra${sw}.`,
    stoppedNotAsked: 'Đã bị dừng giữa chừng nên chưa kiểm tra.',
    unknownAdvice: [
      'Không rõ đã đổi sang mã mới hay chưa. Đừng thử liên tiếp nhiều lần.',
      `Lần tới khi dùng, hãy thử mã mới đúng 1 lần; nếu sai, hãy dùng mã cũ. Nếu lo lắng, hãy hỏi tại ${OFFICE}.`,
    ],
  },
  obstacles: {
    'no-service': {
      title: 'Dịch vụ thẻ thông minh chưa chạy',
      lines: [
        'Hãy khởi động dịch vụ thẻ thông minh của máy tính (trên Linux là pcscd). Khi dịch vụ chạy, trang này sẽ tự kết nối.',
      ],
    },
    'no-reader': {
      title: 'Không tìm thấy đầu đọc thẻ',
      lines: ['Hãy cắm đầu đọc thẻ vào máy tính. Khi tìm thấy, màn hình sẽ tự chuyển.'],
    },
  },
  anotherCard: 'Thẻ đã được thay bằng thẻ khác. Để an toàn, những gì bạn nhập đã bị xóa. Hãy chọn lại.',
  notStarted: 'Chưa có gì được đổi.',
  lastTry: `Các mã PIN sau chỉ còn 1 lần thử. Nếu nhập sai, mã PIN sẽ bị khóa và phải đặt lại (再設定) tại ${OFFICE}, v.v.`,
  recover: {
    lead: 'Vì bị dừng giữa chừng, chưa rõ các mã PIN sau đã là mã mới hay chưa.',
    states: {
      waiting:
        'Hãy đặt đúng chiếc thẻ đang đổi mã PIN lên đầu đọc một lần nữa. Phần mềm sẽ tự động kiểm tra thẻ đang có mã nào.',
      asking: 'Đang kiểm tra. Đừng di chuyển thẻ.',
      'another-card': 'Có vẻ đây là một thẻ khác. Hãy đặt chiếc thẻ đang đổi mã PIN.',
      'not-recorded': 'Hiện không ghi lại được nên chưa kiểm tra thẻ. Hãy gọi nhân viên.',
    },
  },
  status: (sw) => ` (phản hồi ${sw})`,
};
