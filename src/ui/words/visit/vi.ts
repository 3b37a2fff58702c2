import type { VisitWords } from './visit-words.ts';

export const VISIT_WORDS_VI: VisitWords = {
  attract: {
    title: 'Tại đây bạn có thể đổi mã PIN của thẻ My Number',
    begin: 'Hãy chạm vào màn hình',
    preparing: 'Đang chuẩn bị. Xin chờ một chút.',
    outOfOrder: 'Máy này hiện không dùng được. Hãy báo cho nhân viên.',
    cardLeft: 'Có thẻ đang nằm trên đầu đọc. Hãy lấy thẻ ra. Nếu là thẻ của người khác, hãy đưa cho nhân viên.',
    unfinished: (time) =>
      `Nếu việc đổi của bạn bị dừng giữa chừng vào khoảng ${time}, hãy mang thẻ đến nói với nhân viên.`,
  },
  chooseLanguage: 'Hãy chọn ngôn ngữ',
  quit: 'Dừng lại',
  finish: 'Kết thúc',
  cardTaken: {
    title: 'Thẻ đã được lấy ra',
    lines: [
      'Hãy xem kết quả, in phiếu ghi kết quả nếu cần, rồi bấm “Kết thúc”.',
      'Nếu một lúc không có thao tác nào, màn hình sẽ trở về đầu.',
    ],
  },
  idle: {
    title: 'Bạn có muốn tiếp tục không?',
    lead: 'Đã một lúc không có thao tác nào. Nếu cứ để vậy, những gì bạn đã nhập sẽ bị xóa và màn hình trở về đầu.',
    secondsLeft: (seconds) => `Còn ${seconds} giây nữa sẽ trở về.`,
    goOn: 'Tiếp tục',
  },
  leaving: {
    title: 'Bạn còn xem kết quả không?',
    lead: 'Nếu cứ để vậy, kết quả sẽ bị xóa và màn hình trở về đầu.',
    goOn: 'Xem tiếp',
  },
  thanks: {
    title: 'Xin cảm ơn',
    takeCard: 'Hãy lấy thẻ của bạn ra.',
    over: 'Màn hình sắp trở về đầu. Hãy kiểm tra xem bạn có quên thẻ hay phiếu không.',
    back: 'Về màn hình đầu',
  },
  failed: {
    title: 'Màn hình gặp sự cố',
    atWork: 'Đừng di chuyển thẻ cho đến khi việc đổi đang thực hiện kết thúc.',
    cleared: 'Những gì bạn đã nhập đã bị xóa. Màn hình sắp trở về đầu.',
    nothingSent: 'Những gì bạn nhập sau cùng chưa được gửi đến thẻ.',
    tellStaff: 'Nếu có gì chưa rõ, hãy hỏi nhân viên.',
  },
  unfinishedTitle: (time) => `Vào khoảng ${time}, một lần đổi ở đây đã bị dừng giữa chừng`,
  unfinishedNotYours: 'Nếu không phải của bạn, cứ tiếp tục.',
  resetCode: 'Mã QR của trang về thủ tục đặt lại',
  resetCodeHelp: 'Quét bằng điện thoại thông minh để mở trang về thủ tục đặt lại.',
};
