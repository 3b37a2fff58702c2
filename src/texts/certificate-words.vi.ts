import type { CertificateWords } from './certificate-words.ts';
import { dayIn } from './day.ts';

const OFFICE = 'quầy của tòa thị chính hoặc văn phòng quận';
const RENEWAL = `Có thể làm thủ tục gia hạn (更新) tại ${OFFICE}, từ khoảng 3 tháng trước ngày hết hạn.`;

/** The official names stay beside the translation: they are what offices and other programs show. */
export const CERTIFICATE_WORDS_VI: CertificateWords = {
  names: {
    auth: 'Chứng nhận điện tử xác thực người dùng (利用者証明用電子証明書)',
    sign: 'Chứng nhận điện tử để ký tên (署名用電子証明書)',
  },
  kinds: {
    auth: 'Chứng nhận điện tử xác thực người dùng',
    sign: 'Chứng nhận điện tử để ký tên',
    ca: 'Chứng nhận của tổ chức chứng thực',
    other: 'Chứng nhận không rõ loại',
  },
  day: dayIn('vi'),
  period: (first, last) => `Từ ${first} đến ${last}`,
  validity: {
    valid: (_first, last) => `Còn hiệu lực (đến ${last}).`,
    'expires-soon': (_first, last, daysLeft) =>
      daysLeft === 0 ? `Hết hạn vào hôm nay (${last}).` : `Còn ${daysLeft} ngày nữa là hết hạn (đến ${last}).`,
    expired: (_first, last) => `Đã hết hạn (có hiệu lực đến ${last}).`,
    'not-yet': (first) => `Chưa bắt đầu có hiệu lực (từ ${first}).`,
  },
  validityAdvice: {
    valid: () => [],
    'expires-soon': () => [RENEWAL],
    expired: (today) => [
      `Chứng nhận điện tử đã hết hạn có thể không dùng được để đăng nhập hay nộp đơn. Hãy làm thủ tục gia hạn (更新) tại ${OFFICE}.`,
      'Phần mềm này không ngăn bạn đổi mã PIN vì lý do chứng nhận đã hết hạn.',
      clock(today),
    ],
    'not-yet': (today) => [clock(today)],
  },
  testEnvironment: 'Đây là chứng nhận điện tử của môi trường thử nghiệm.',
  facts: {
    kind: 'Loại',
    period: 'Thời hạn hiệu lực',
    serialNumber: 'Số sê-ri (hệ 16)',
    issuer: 'Nơi phát hành',
    chain: 'Kiểm tra nơi phát hành',
    ca: 'Tổ chức chứng thực',
    fingerprint: 'SHA-256 của chứng nhận của tổ chức chứng thực',
  },
  chain: {
    holds: 'Chữ ký cho thấy tổ chức chứng thực có trong thẻ đã phát hành chứng nhận này.',
    'wrong-issuer': 'Tên nơi phát hành khác với tổ chức chứng thực có trong thẻ.',
    'not-a-ca':
      'Chứng nhận của tổ chức chứng thực trong thẻ không ghi quyền phát hành, nên không kiểm tra được nơi phát hành.',
    'bad-signature': 'Không khớp với chữ ký của tổ chức chứng thực có trong thẻ.',
    'not-checked': 'Không kiểm tra được chữ ký, vì phần mềm này không biết phương thức của nó.',
  },
  ca: {
    known: 'Đây là tổ chức chứng thực của dịch vụ xác thực cá nhân công (JPKI), có trong danh sách của phần mềm này.',
    'not-recognised':
      'Tổ chức chứng thực này không có trong danh sách của phần mềm. Danh sách chỉ có một số tổ chức, nên điều này không có nghĩa là có vấn đề.',
    test: 'Đây là tổ chức chứng thực của môi trường thử nghiệm.',
    unreadable: 'Không đọc được chứng nhận của tổ chức chứng thực, nên chưa kiểm tra nơi phát hành.',
    'not-read': 'Chưa đọc chứng nhận của tổ chức chứng thực, nên chưa kiểm tra nơi phát hành.',
  },
  revocation:
    'Tại đây không thể kiểm tra chứng nhận đã mất hiệu lực (失効), tức là bị vô hiệu trước ngày hết hạn, hay chưa.',
  unshown: {
    absent: () => 'Trong thẻ không có chứng nhận điện tử này.',
    'needs-pin': () => 'Chỉ đọc được ngay sau khi kiểm tra mã PIN.',
    truncated: () => 'Dữ liệu bị cắt giữa chừng nên không thể hiển thị nội dung.',
    'not-a-certificate': () => 'Dữ liệu ở đây không phải là chứng nhận điện tử.',
    refused: (sw) => `Thẻ không cho đọc${sw}.`,
    'broken-der': () => 'Dữ liệu không đúng định dạng nên không thể hiển thị nội dung.',
    masked: () => 'Nội dung đã được che. Bản ghi không lưu nội dung của chứng nhận điện tử.',
  },
  readAgain: {
    auth: `Hãy lấy thẻ ra, đặt lại thẻ lên đầu đọc rồi đọc lần nữa. Nếu vẫn vậy, hãy hỏi tại ${OFFICE}.`,
    sign: `Nếu lần đọc tiếp theo vẫn vậy, hãy hỏi tại ${OFFICE}.`,
  },
  reading: {
    auth: 'Đang đọc chứng nhận điện tử xác thực người dùng. Đừng di chuyển thẻ.',
    sign: 'Đang đọc chứng nhận điện tử để ký tên. Đừng di chuyển thẻ.',
  },
  failures: {
    'not-loaded': {
      title: 'Không tải được phần kiểm tra chứng nhận điện tử',
      lines: ['Hãy kiểm tra xem myna-pin có đang chạy không rồi thử lại.'],
    },
    'pin-not-changed': {
      title: 'Đã không đọc chứng nhận điện tử để ký tên',
      lines: ['Chỉ đọc khi việc đổi không bị dừng giữa chừng và mã PIN để ký tên đã được đổi.'],
    },
  },
  interrupted: (what) => `Không đọc được. ${what}.`,
  changeStands: 'Kết quả đổi mã PIN ở trên vẫn giữ nguyên.',
  holder: {
    name: 'Họ tên',
    nameSubstitutes: 'Ký tự thay thế trong họ tên',
    birthDate: 'Ngày sinh',
    sex: 'Giới tính',
    sexes: { male: 'Nam', female: 'Nữ', unknown: 'Không rõ' },
    address: 'Địa chỉ',
    addressSubstitutes: 'Ký tự thay thế trong địa chỉ',
    substitutes: (positions) => (positions.length === 0 ? 'Không có' : `Ký tự thứ ${positions.join(', ')}`),
    none: 'Không đọc được thông tin cá nhân.',
  },
};

function clock(today: string): string {
  return `Kết quả dựa theo ngày của máy tính (${today}). Nếu ngày sai, hãy chỉnh lại rồi kiểm tra.`;
}
