import type { DiagnosisWords } from './diagnosis-words.ts';

export const DIAGNOSIS_WORDS_ZH_HANS: DiagnosisWords = {
  title: '连接诊断',
  lead: '正在从电脑到卡片依次检查。问题解决后，这里的显示也会自动改变。',
  fine: '没有发现问题',
  pending: '正在检查',
  stages: {
    browser: '浏览器',
    bridge: 'myna-pin（在电脑上运行的软件）',
    service: '智能卡服务',
    reader: '读卡器',
    card: '卡片',
  },
  states: {
    ok: '没有问题',
    problem: '停在这里',
    caution: '请确认',
    pending: '正在检查',
    later: '还不知道',
  },
  address: '地址显示在启动 myna-pin 的窗口（终端）中，其中包含 127.0.0.1。',
  leaveTrial: '要使用真实的卡片，请结束 myna-pin，用下面的命令重新启动。',
  service: {
    linux: '请用下面的命令启动服务（pcscd）。启动后会自动连接。',
    windows: '请连接读卡器。如果已经连接，请打开 Windows 的“服务”，启动“Smart Card”。',
    macos: '请重新连接读卡器。如果没有解决，请重新启动 Mac。',
  },
  noReader: {
    plugAgain: '如果已经连接，请重新连接，或者换一个 USB 接口试试。',
    linux: '如果仍然找不到，请确认是否已安装驱动程序（libccid）。',
    windows: 'PaSoRi（RC-S300 等）在安装 Sony 的 NFC Port Software 之后就能找到。',
  },
  doctor: '如果没有解决，请在 myna-pin 的文件夹中执行 npx myna-pin doctor，就能知道详细的原因。',
  experimental: '这个读卡器仍在测试中',
  noCard: {
    title: '没有放上卡片',
    lines: ['请把个人编号卡放在读卡器上。', '如果已经放上，请确认方向和正反面，然后重新放上。'],
  },
  inUse: {
    programs: '请同时关闭 JPKI 的用户客户端软件，以及打开了 Mynaportal 的其他浏览器。',
    linux: '也可能是 GnuPG（gpg）正在使用。如果是，可以用下面的命令停止它。',
    once: '空出来之后会自动读取。如果不知道是哪个软件，请重新启动电脑。',
  },
  copyCommand: '复制命令',
  support: {
    title: '咨询时',
    lead: '复制下面的文字并发送，就能说明现在的情况。',
    safe: '其中没有密码、姓名和卡片的号码。发给谁都安全。',
    contents: '包含的内容：浏览器和操作系统的种类、连接方式、读卡器和卡片的种类、大致的剩余次数、诊断结果',
    text: '支持用信息',
    copy: '复制支持用信息',
  },
  copied: '已复制。',
  notCopied: '无法复制。文字已被选中，请按住 Ctrl 键（Mac 为 ⌘ 键）再按 C 键。',
};
