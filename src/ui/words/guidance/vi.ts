import type { GuidanceWords } from './guidance-words.ts';

const OFFICE = 'quầy của tòa thị chính hoặc văn phòng quận';

/** The name of a PIN within a sentence. */
const the = (pin: string) => `${pin.charAt(0).toLowerCase()}${pin.slice(1)}`;

export const GUIDANCE_WORDS_VI: GuidanceWords = {
  title: 'Trợ giúp',
  close: 'Đóng',
  lead: 'Hãy chọn mục phù hợp. Những gì bạn đã nhập vẫn được giữ nguyên.',
  troubles: {
    forgotten: 'Không biết hoặc quên mã PIN',
    locked: 'Mã PIN bị khóa',
    certificateExpired: 'Chứng nhận điện tử hết hạn',
    cardAbolished: 'Thẻ mất hiệu lực, không dùng được nữa',
    lostCard: 'Mất thẻ, bị lấy cắp thẻ',
    tries: '“Còn … lần thử” và việc khóa hoạt động như thế nào',
    diagnosis: 'Không đọc được thẻ hoặc đầu đọc thẻ',
  },
  toList: 'Về danh sách “Trợ giúp”',
  toDiagnosis: 'Kiểm tra kết nối',
  whichForgotten: 'Bạn không biết mã PIN nào?',
  whichLocked: 'Mã PIN nào bị khóa?',
  notSureWhich: 'Không rõ là mã PIN nào',
  headings: {
    forgotten: (pin) => `Nếu không biết ${the(pin)}`,
    locked: (pin) => `Nếu ${the(pin)} bị khóa`,
    absent: (pin) => `Nếu trên thẻ không có ${the(pin)}`,
    unreadable: (pin) => `Nếu không đọc được số lần thử còn lại của ${the(pin)}`,
    certificateExpired: 'Nếu chứng nhận điện tử hết hạn',
    cardAbolished: 'Nếu thẻ mất hiệu lực (失効)',
    lostCard: 'Nếu mất thẻ',
    tries: '“Còn … lần thử” và việc khóa hoạt động như thế nào',
  },
  procedures: {
    reset: 'Làm thủ tục đặt lại (再設定), bạn sẽ đặt được mã PIN mới. Không cần mã PIN hiện tại.',
    'renew-certificate': 'Hãy làm thủ tục gia hạn (更新) chứng nhận điện tử.',
    'new-card': 'Không thể đổi hay đặt lại mã PIN của thẻ này. Hãy nộp đơn xin cấp lại thẻ (再交付).',
    none: 'Không cần làm thủ tục gì cho mã PIN này.',
  },
  procedureNotes: {
    'do-not-guess':
      'Nếu không nhớ ra, đừng thử nhiều lần. Mỗi lần nhập sai, số lần thử còn lại giảm đi; khi còn 0 lần, mã PIN bị khóa.',
    'waiting-does-not-unlock': 'Chờ bao lâu cũng không tự mở khóa.',
    'others-stay': 'Các mã PIN khác vẫn dùng được như cũ.',
    'pin-stays-usable':
      'Mã PIN sổ đăng ký cư trú cơ bản và mã PIN hỗ trợ nhập thông tin trên thẻ vẫn dùng được, dù chứng nhận điện tử đã hết hạn hay chưa.',
    'renewal-from-three-months-before':
      'Có thể gia hạn từ 3 tháng trước ngày hết hạn. Sau khi hết hạn vẫn gia hạn được. Không mất phí.',
    'ends-with-address-or-name':
      'Nếu địa chỉ hoặc họ tên thay đổi, chứng nhận điện tử để ký tên không dùng được nữa, dù chưa đến ngày hết hạn.',
    'no-pin-of-this-card': 'Mã PIN của thẻ mới sẽ được đặt khi bạn nhận thẻ.',
  },
  places: {
    reset: 'Nơi có thể đặt lại',
    'renew-certificate': 'Nơi có thể gia hạn',
    'new-card': 'Nơi nộp đơn',
  },
  sheet: (format) =>
    `Có thể mã được ghi lại trên tờ ghi mã PIN (設定暗証番号記載票) bạn nhận cùng với thẻ. Dạng của mã PIN này: ${format}.`,
  counter: {
    name: 'Quầy của tòa thị chính hoặc văn phòng quận',
    where: 'Là quầy của thành phố, quận, thị trấn hoặc làng nơi bạn có phiếu cư trú (juminhyo).',
    bring: {
      reset: 'Mang theo: thẻ My Number và giấy tờ tùy thân như bằng lái xe',
      'renew-certificate': 'Mang theo: thẻ My Number',
      'new-card': 'Mang theo: giấy tờ tùy thân như bằng lái xe, và thẻ My Number nếu còn giữ',
    },
    differs: 'Giấy tờ cần mang và cách đặt hẹn khác nhau tùy từng nơi. Hãy hỏi trước khi đi.',
    proxy: 'Nếu người khác đi thay, cần thêm giấy tờ khác và có thể không xong trong ngày.',
  },
  store: {
    name: 'Máy ở cửa hàng tiện lợi, v.v. (máy kiosk)',
    needs: (otherPin) => `Chỉ dùng được nếu bạn biết ${the(otherPin)}.`,
    steps: [
      'Bằng ứng dụng điện thoại “JPKI PIN Reset” (JPKI暗証番号リセット), hãy đọc thẻ và chụp khuôn mặt.',
      'Trong vòng 24 giờ, hãy đặt mã PIN mới tại máy của cửa hàng.',
    ],
    where: 'Xem các cửa hàng có máy trong hướng dẫn của ứng dụng.',
    closed: (otherPin) =>
      `Với thẻ này không dùng được ${the(otherPin)}, nên không thể đặt lại tại máy ở cửa hàng tiện lợi, v.v.`,
  },
  absent: {
    certificate:
      'Trong thẻ này không có chứng nhận điện tử dùng mã PIN này. Thẻ của những người sau có thể không có chứng nhận đó.',
    notFor: {
      'under-15': 'Người dưới 15 tuổi',
      'adult-ward': 'Người thành niên được giám hộ',
      'by-choice': 'Người không yêu cầu cấp chứng nhận điện tử',
    },
    other: 'Không tìm thấy mã PIN này trên thẻ.',
    ask: `Nếu muốn dùng, hãy hỏi tại ${OFFICE} nơi bạn có phiếu cư trú (juminhyo).`,
  },
  unreadable: [
    'Thẻ không cho biết số lần thử còn lại nên để an toàn, không thể đổi tại đây. Số lần thử còn lại không bị giảm.',
    'Hãy lấy thẻ ra rồi đặt lại thẻ lên đầu đọc để đọc lần nữa.',
    `Nếu làm nhiều lần vẫn vậy, hãy hỏi tại ${OFFICE}.`,
  ],
  lost: {
    stop: 'Hãy gọi điện ngay để ngừng việc sử dụng thẻ. Nhận cuộc gọi 24 giờ, 365 ngày.',
    next: [
      'Nếu mất thẻ ở bên ngoài hoặc bị lấy cắp, hãy báo cả cho cảnh sát.',
      `Nếu sau khi ngừng mà tìm thấy thẻ, hãy làm thủ tục tại ${OFFICE}; thẻ sẽ dùng lại được.`,
      `Nếu không tìm thấy, hãy nộp đơn xin cấp lại thẻ (再交付) tại ${OFFICE}.`,
    ],
  },
  tries: (signTries, otherTries) => [
    '“Còn … lần thử” là số lần có thể nhập sai liên tiếp. Khi còn 0 lần, mã PIN bị khóa và phải đặt lại (再設定).',
    `Mã PIN để ký tên bị khóa khi nhập sai ${signTries} lần liên tiếp, 3 mã còn lại bị khóa khi nhập sai ${otherTries} lần liên tiếp.`,
    'Nhập đúng thì số lần trở lại như ban đầu. Chờ đợi không làm số lần trở lại.',
    'Số lần nhập sai ở máy khác hoặc ứng dụng khác cũng được tính chung.',
    'Nếu mã không đúng dạng, phần mềm này không gửi đến thẻ. Số lần thử còn lại cũng không giảm.',
  ],
  contacts: {
    title: 'Nơi liên hệ',
    stores: 'Cửa hàng gần đây',
    telephone: 'Điện thoại',
    tollFree: 'gọi miễn phí',
    languages: 'Ngôn ngữ hỗ trợ',
    days: {
      'every-day': 'Hằng ngày',
      weekdays: 'Thứ Hai đến thứ Sáu',
      weekends: 'Thứ Bảy và Chủ nhật',
      saturdays: 'Thứ Bảy',
      sundays: 'Chủ nhật',
      'weekends-and-holidays': 'Thứ Bảy, Chủ nhật và ngày lễ',
    },
    hours: (days, from, to) => `${days}, ${from}–${to}`,
    closed: { weekends: 'Thứ Bảy và Chủ nhật', 'year-end': 'dịp cuối năm và năm mới', holidays: 'ngày lễ' },
    closedOn: (days) => `Nghỉ: ${days}`,
    reservation: 'Đặt hẹn',
  },
  whichPin: {
    title: 'Đổi mã PIN nào?',
    lead: 'Hãy chọn việc bạn muốn làm để biết cần mã PIN nào. Có thể chọn nhiều việc.',
    purposes: {
      'e-tax': 'Khai thuế bằng e-Tax',
      'myna-portal-login': 'Đăng nhập Mynaportal',
      'store-certificates': 'Lấy bản sao phiếu cư trú, v.v. tại cửa hàng tiện lợi',
      'health-insurance': 'Dùng làm thẻ bảo hiểm y tế ở bệnh viện, nhà thuốc',
      'moving-out-online': 'Khai báo chuyển nhà qua Mynaportal',
      'moving-in-at-counter': 'Khai báo chuyển nhà tại quầy',
      'name-or-address-on-card': 'Cập nhật địa chỉ hoặc họ tên trên thẻ',
      'online-application': 'Nộp đơn hoặc khai báo qua Internet',
      'filling-forms': 'Tự động điền địa chỉ và họ tên vào giấy tờ',
    },
    why: {
      'e-tax': {
        sign: 'khi gửi tờ khai',
        auth: 'khi đăng nhập',
        text: 'khi tự động điền địa chỉ và họ tên',
      },
      'myna-portal-login': { auth: 'khi đăng nhập' },
      'store-certificates': { auth: 'khi lấy giấy chứng nhận tại máy của cửa hàng' },
      'health-insurance': { auth: 'khi làm thủ tục ở quầy tiếp nhận (chọn nhận diện khuôn mặt thì không cần mã PIN)' },
      'moving-out-online': {
        sign: 'khi gửi khai báo',
        auth: 'khi đăng nhập',
        text: 'khi tự động điền địa chỉ và họ tên',
      },
      'moving-in-at-counter': { juki: 'khi dùng thẻ tại quầy' },
      'name-or-address-on-card': { juki: 'khi cập nhật thẻ tại quầy' },
      'online-application': { sign: 'khi ký điện tử' },
      'filling-forms': { text: 'khi đọc địa chỉ và họ tên từ thẻ' },
    },
    answer: 'Mã PIN cần có',
    because: (purpose, why) => `${purpose}: ${why}`,
    choose: 'Chọn các mã PIN này',
    nothing: 'Hãy chọn ít nhất một việc bạn muốn làm.',
    noneReady: 'Hiện không có mã nào đổi được. Hãy bấm nút bên dưới để xem cần làm gì tiếp theo.',
    whatToDo: (pin) => `Xem thủ tục cho ${the(pin)}`,
  },
};
