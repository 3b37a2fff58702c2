import type { ReceiptWords } from './receipt-words.ts';

const OFFICE = 'quầy của tòa thị chính hoặc văn phòng quận';
const STAYS = 'Mã PIN vẫn là mã cũ.';
const ONLY_IF_SURE =
  'Chỉ bắt đầu lại khi bạn biết chắc mã PIN hiện tại. Nếu không biết, đừng thử mà hãy đặt lại (再設定).';

export const RECEIPT_WORDS_VI: ReceiptWords = {
  open: 'In phiếu ghi kết quả',
  dialogTitle: 'In phiếu ghi kết quả',
  dialogLead: 'Hãy chọn loại giấy và kiểm tra nội dung. Mã PIN không được in ra.',
  paper: 'Giấy',
  papers: { a4: 'Giấy A4', roll: 'Giấy cuộn in biên lai (rộng 80 mm)' },
  print: 'In',
  title: 'Phiếu ghi kết quả đổi mã PIN của thẻ My Number',
  at: 'Ngày giờ',
  office: 'Quầy',
  notTried: 'Không thao tác',
  triesLeft: 'Số lần thử còn lại',
  tries: {
    all: 'Còn đủ tất cả',
    some: 'Đã giảm',
    one: 'Còn 1 lần thử. Nhập sai sẽ bị khóa',
    none: 'Không còn. Mã PIN bị khóa',
    'not-known': 'Không rõ',
  },
  reasons: {
    'wrong-pin': 'Mã đã nhập khác với mã của thẻ.',
    locked: 'Mã PIN này đang bị khóa.',
    'last-try-kept': 'Chỉ còn 1 lần thử nên đã giữ lại, không dùng.',
    absent: 'Không có trên thẻ này.',
    'card-refused': 'Thẻ không chấp nhận.',
    stopped: 'Không thực hiện, vì đã dừng lại ở một mã PIN khác.',
    interrupted: 'Đã bị dừng giữa chừng.',
    'references-differ': 'Mã ở 2 chỗ trong thẻ đang khác nhau.',
  },
  nextTitle: 'Việc cần làm tiếp theo',
  next: {
    use: {
      sign: 'Từ nay, hãy dùng mã PIN mới khi nộp đơn qua Internet, chẳng hạn như e-Tax.',
      auth: 'Từ nay, hãy nhập mã PIN mới ở Mynaportal và ở máy của cửa hàng tiện lợi.',
      juki: 'Từ nay, hãy nhập mã PIN mới tại quầy khi làm thủ tục như chuyển nhà.',
      text: 'Từ nay, hãy dùng mã PIN mới khi tự động điền địa chỉ và họ tên.',
    },
    finish: `Hãy đổi nốt chỗ còn lại bằng chính thẻ đó. Nếu không đổi được, hãy đặt lại (再設定) tại ${OFFICE}.`,
    again: `${STAYS} Nếu muốn đổi, hãy bắt đầu lại từ đầu.`,
    againIfSure: `${STAYS} ${ONLY_IF_SURE}`,
    beSure: ONLY_IF_SURE,
    ask: `${STAYS} Nếu làm nhiều lần vẫn vậy, hãy hỏi tại ${OFFICE}.`,
    doNotTry: `Đừng thử mã nào mà hãy hỏi tại ${OFFICE}.`,
  },
  phone: 'Mã PIN của chứng nhận điện tử trên điện thoại là mã khác. Mã đó không thay đổi ở đây.',
  noSecrets: 'Phiếu này không ghi mã PIN và cũng không ghi số của thẻ.',
};
