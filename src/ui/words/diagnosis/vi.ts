import type { DiagnosisWords } from './diagnosis-words.ts';

export const DIAGNOSIS_WORDS_VI: DiagnosisWords = {
  title: 'Kiểm tra kết nối',
  lead: 'Đang kiểm tra lần lượt từ máy tính đến thẻ. Khi sự cố được khắc phục, phần hiển thị ở đây cũng tự thay đổi.',
  fine: 'Không tìm thấy vấn đề nào',
  pending: 'Đang kiểm tra',
  stages: {
    browser: 'Trình duyệt',
    bridge: 'myna-pin (phần mềm chạy trên máy tính)',
    service: 'Dịch vụ thẻ thông minh',
    reader: 'Đầu đọc thẻ',
    card: 'Thẻ',
  },
  states: {
    ok: 'Không có vấn đề',
    problem: 'Bị dừng ở đây',
    caution: 'Cần xem lại',
    pending: 'Đang kiểm tra',
    later: 'Chưa biết',
  },
  address: 'Địa chỉ có trên màn hình (terminal) nơi bạn khởi động myna-pin. Trong địa chỉ có 127.0.0.1.',
  leaveTrial: 'Để dùng thẻ thật, hãy tắt myna-pin và khởi động lại bằng lệnh sau.',
  service: {
    linux: 'Hãy khởi động dịch vụ (pcscd) bằng lệnh sau. Khi dịch vụ chạy, trang này sẽ tự kết nối.',
    windows: 'Hãy cắm đầu đọc thẻ. Nếu đã cắm, hãy mở “Services” của Windows và khởi động “Smart Card”.',
    macos: 'Hãy rút đầu đọc thẻ ra và cắm lại. Nếu không được, hãy khởi động lại máy Mac.',
  },
  noReader: {
    plugAgain: 'Nếu đã cắm, hãy rút ra và cắm lại, hoặc thử cổng USB khác.',
    linux: 'Nếu vẫn không tìm thấy, hãy kiểm tra xem trình điều khiển (libccid) đã được cài chưa.',
    windows: 'Đầu đọc PaSoRi (RC-S300, v.v.) sẽ được tìm thấy sau khi cài NFC Port Software của Sony.',
  },
  doctor: 'Nếu không khắc phục được, hãy chạy npx myna-pin doctor trong thư mục myna-pin để biết nguyên nhân cụ thể.',
  experimental: 'Đầu đọc thẻ này còn đang thử nghiệm',
  noCard: {
    title: 'Chưa đặt thẻ',
    lines: [
      'Hãy đặt thẻ My Number lên đầu đọc thẻ.',
      'Nếu đã đặt, hãy kiểm tra chiều và mặt của thẻ rồi đặt lại thẻ lên đầu đọc.',
    ],
  },
  inUse: {
    programs: 'Hãy đóng cả phần mềm JPKI dành cho người dùng và các trình duyệt khác đang mở Mynaportal.',
    linux: 'Cũng có thể GnuPG (gpg) đang dùng. Khi đó, có thể dừng bằng lệnh sau.',
    once: 'Khi thẻ không còn bị dùng, thẻ sẽ tự được đọc. Nếu không biết là phần mềm nào, hãy khởi động lại máy tính.',
  },
  copyCommand: 'Sao chép lệnh',
  support: {
    title: 'Khi cần hỏi',
    lead: 'Sao chép và gửi đoạn văn bản sau để cho biết tình trạng hiện tại.',
    safe: 'Không có mã PIN, họ tên hay số của thẻ trong đó. Gửi cho ai cũng an toàn.',
    contents:
      'Nội dung gồm: loại trình duyệt và hệ điều hành, cách kết nối, loại đầu đọc thẻ và thẻ, số lần thử còn lại (ước chừng), kết quả kiểm tra',
    text: 'Thông tin hỗ trợ',
    copy: 'Sao chép thông tin hỗ trợ',
  },
  copied: 'Đã sao chép.',
  notCopied: 'Không sao chép được. Văn bản đã được chọn sẵn. Hãy giữ phím Ctrl (trên Mac là phím ⌘) và bấm phím C.',
};
