import type { PageWords } from './page-words.ts';

const START_BRIDGE = '在这台电脑上启动 myna-pin 就可以使用（npm start）。';
const NO_TRY_LOST = '这不会减少密码的剩余次数。';
const OTHER_TAB = '如果在其他标签页中打开了本页面，请关闭那个标签页。';
const RESTART_BRIDGE = '请重新启动 myna-pin，并打开新的地址。';

const WHY_NOT_LISTED = '许多IC 读卡器（采用标准方式的）因浏览器出于安全考虑禁止网页使用，不会出现在列表中。';

export const PAGE_WORDS_ZH_HANS: PageWords = {
  title: '更改个人编号卡的密码',
  language: '语言',
  stepTitles: {
    prepare: '请放上卡片',
    choose: '请选择要更改的密码',
    type: '请输入密码',
    confirm: '请确认内容',
    'last-try': '只剩 1 次，请确认',
    working: '正在更改',
    recover: '核对是否已更改',
    result: '结果',
  },
  titleWithoutReader: '开始之前',
  stepCount: (step, steps) => `第 ${step} 步，共 ${steps} 步`,
  steps: {
    names: { prepare: '准备', choose: '选择', type: '输入', confirm: '确认' },
    done: '（已完成）',
    allDone: (steps) => `${steps} 个步骤已全部完成`,
  },
  promise: '您输入的密码只在这台设备上使用，只发送给卡片。不会保存，也不会发送到互联网。',
  buttons: {
    next: '下一步',
    back: '返回',
    change: '更改',
    show: '显示',
    hide: '隐藏',
    readAgain: '重新读取',
    again: '更改其他密码',
    retry: '重新输入',
    reconnect: '重新连接',
    useRealReader: '切换到读卡器',
    removeCard: '取下卡片',
    insertCard: '放上卡片',
    useLastTry: '用最后 1 次机会更改',
    giveUp: '不核对就结束',
    findOut: '核对是否已变成新密码',
    finish: '更改其余部分',
    understood: '我知道了',
  },
  trial: {
    mark: '试用（虚拟卡）',
    explanation: '这是用来体验操作流程的样本。真实的卡片不会改变。',
    warning: '请不要输入您自己的密码。',
    pins: '样本卡最初的密码：签名用是 ABC123，其他 3 个是 1234',
    tools: '更换或取下样本卡',
    profile: '样本卡',
    cutOff: '在下一次更改的中途取下卡片',
  },
  profileNames: {
    ordinary: '普通的卡片',
    'no-sign-certificate': '没有签名用电子证书的卡片',
    'last-try': '有密码只剩 1 次的卡片',
    locked: '有密码已锁定的卡片',
    'juki-shared': '住民基本台账用密码在内部只有 1 个的卡片',
    'juki-half': '住民基本台账用密码只能更改一半的卡片',
    'juki-differs': '住民基本台账用密码在内部不一致的卡片',
    'juki-card': '住民基本台账卡',
    phone: '智能手机的电子证书',
    'other-card': '不是个人编号卡的卡片',
  },
  prepare: {
    needTitle: '需要准备的东西',
    need: {
      card: { name: '个人编号卡', note: '请准备有效的卡片。' },
      reader: { name: '读卡器', note: '有插入式和放置式两种。' },
      pin: {
        name: '现在的密码',
        note: '就是您要更改的密码目前所用的那个。每个密码的用途会在下一个页面说明。',
      },
    },
    forgotten: '如果不知道现在的密码，或者密码已锁定，就不能在这里更改。请办理重新设置（再設定）手续。',
    reset: '查看重新设置的方法',
    whichPin: '查一查应该更改哪个密码',
    placing: {
      contact: {
        reader: '插入式读卡器',
        how: '将有IC 芯片（金色方块）的一面朝上，从芯片一端插入到底。',
      },
      contactless: {
        reader: '放置式读卡器',
        how: '请放在读卡器的标志上，全部完成之前不要移动。',
      },
    },
    chosen: (names) => `下一个页面中已选择的密码：${names}`,
    waiting: '请把个人编号卡放在读卡器上。读取后会进入下一个页面。',
    reading: '正在读取卡片。请不要移动。',
  },
  obstacles: {
    connecting: { title: '正在准备', lines: [] },
    'not-a-bridge': {
      title: '在本页面不能使用读卡器',
      lines: [
        '要使用读卡器，请在电脑上启动 myna-pin（npm start）。',
        '如果用 Chrome 或 Edge 打开，有些读卡器可以在本页面直接使用。',
      ],
    },
    'secret-missing': {
      title: '无法连接读卡器',
      lines: ['请从 myna-pin 启动时显示的地址打开本页面。'],
    },
    'secret-used': {
      title: '这个地址已经使用过',
      lines: [`地址只能使用 1 次。${RESTART_BRIDGE}`],
    },
    'secret-wrong': {
      title: '地址不正确',
      lines: ['请完整地打开 myna-pin 显示的地址，直到最后一个字符。'],
    },
    'in-use': {
      title: '正在其他标签页中使用',
      lines: ['更改密码只能在 1 个页面中进行。关闭其他标签页后，就可以在这里使用。'],
    },
    unreachable: {
      title: '无法连接 myna-pin',
      lines: [`请确认 myna-pin 是否正在运行。如果已经停止，${RESTART_BRIDGE}`],
    },
    lost: {
      title: '与 myna-pin 的连接中断了',
      lines: [`正在重新连接。如果连接不上，${RESTART_BRIDGE}`],
    },
    'foreign-worker': {
      title: '为了安全，没有连接',
      lines: [
        '以前使用过这个地址的其他程序正在介入本页面的通信。',
        '请在无痕窗口中打开 myna-pin 的地址，或在浏览器设置中删除 127.0.0.1 的网站数据后再打开。',
      ],
    },
    'virtual-requested': { title: '已作为试用启动', lines: ['不使用读卡器。'] },
    'module-missing': {
      title: '缺少使用读卡器所需的组件',
      lines: ['请用下面的命令安装组件，然后重新启动 myna-pin（npm start）。'],
    },
  },
  status: {
    noReader: '读卡器：无',
    trialReader: '正在试用（虚拟卡）。',
    reader: (name) => `读卡器：${name}`,
    noCard: '没有放上卡片。',
    reading: '正在读取卡片。',
    read: '已读取个人编号卡。',
    mute: '卡片没有响应。',
    chooseReader: '要使用的读卡器',
    sentence: (title) => `${title}。`,
  },
  choose: {
    legend: '要更改的密码',
    nothing: '请至少选择 1 个要更改的密码。',
    cannotChoose: '不能选择此密码。',
    tries: '“剩余次数”是可以连续输错的次数。变成 0 次就会锁定。输入正确后会恢复。',
    whichPin: '查一查应该更改哪个密码',
    details: '详细说明',
    facts: { format: '密码的形式', setAt: '设置的时候', lock: '锁定' },
    setAt: '这是领取卡片时您自己在窗口设置的密码。密码记录单（設定暗証番号記載票）上可能留有记录。',
    lockedAfter: (wrong) => `连续输错 ${wrong} 次就会锁定。过一段时间也不会解除。`,
    forgotten: '如果不知道当前密码',
    whatToDo: '查看应该怎么做',
    together: '3 个 4 位数字的密码，您是否设成了同一个号码？如果是，把 3 个都更改，就可以继续使用同一个号码。',
    chooseTogether: '选择全部 3 个 4 位数字的密码',
  },
  fields: { current: '当前密码', next: '新密码', repeat: '新密码（再输入一次）' },
  form: {
    combine: '统一设成同一个号码',
    combineHelp: '把选择的 4 位数字密码统一成 1 个新号码。',
    sameToday: '现在的号码也相同',
    sameTodayHelp: '如果现在也使用同一个号码，只需输入 1 次。',
    combinedGroup: '新号码（共用）',
    combinedFor: (names) => `适用于：${names}`,
    triesNote: (tries) => `剩余 ${tries} 次。输错会减少 1 次。`,
    errorSummary: (count) => `输入的内容有 ${count} 处错误。还没有向卡片发送任何内容。`,
    safe: '在这里还不会发送给卡片。',
  },
  ruleStates: { ok: '（已满足）', notYet: '（尚未满足）' },
  confirm: {
    lead: '将把下列密码更改为新密码。',
    afterPress: '按下“更改”之后',
    steps: (count) => [
      count === 1 ? '核对当前密码。如果不对，就不更改。' : '核对现在的全部密码。只要有 1 个不对，就什么都不更改。',
      '更改为新密码。',
      '通过卡片核对是否已变成新密码，并显示结果。',
    ],
    stay: '完成之前，请不要移动卡片。',
  },
  lastTry: {
    unsure: '如果没有把握，请返回。返回的话，这 1 次机会仍会保留。',
    consent: '我明白密码可能会被锁定',
    consentNeeded: '要继续的话，请勾选。',
  },
  working: {
    lead: '请不要移动卡片。',
    now: { checking: '正在核对现在的密码。', changing: '正在更改为新密码。' },
    phases: {
      waiting: '等待中',
      checking: '正在核对现在的密码',
      checked: '已核对',
      changing: '正在更改',
      finished: '已完成',
    },
  },
  recoverCost: '剩余次数不够时，不核对就停止。最后 1 次不会使用。',
  unfinished: {
    title: '上次的更改在中途结束了',
    pins: (names) => `还没有确认是否已变成新密码：${names}`,
    lines: [
      '再次更改时，请在“当前密码”中输入新密码，只试 1 次。如果不对，请输入原来的密码。',
      '放上卡片后，下面会显示剩余次数。如果只剩 1 次，请不要尝试，而是到市区町村窗口咨询。',
    ],
  },
  result: {
    trial: '这是试用的结果。真实的卡片没有改变。',
    remember: '请记住新密码，也不要让别人知道。',
    over: '手续到此全部完成。',
    unrecorded: { title: '没能记录结果', lines: ['画面上显示的结果是正确的。', '请叫工作人员来处理记录。'] },
  },
  certificates: {
    check: '查看用户证明用电子证书的有效期',
    checkHelp: '不使用密码。',
    close: '关闭',
    alsoSign: '同时显示签名用电子证书的内容',
    alsoSignHelp: '更改成功后，从卡片读取有效期等内容，显示在结果页面上。按下按钮之前，不会显示姓名和住址。',
    personal: '显示姓名等个人信息',
    hidePersonal: '隐藏个人信息',
    personalHelp: '在这个页面上显示姓名、出生日期、性别、住址等。不会保存。',
  },
  chooser: {
    title: '请连接读卡器，然后选择它',
    titleBeside: '也可以从浏览器使用 USB 读卡器',
    titleOther: '使用其他读卡器',
    lead: 'SCR3310-NTTCom、Sony 的 RC-S380 和 RC-S300 等可以在本页面直接使用。',
    choose: '选择读卡器',
    chooseAnother: '选择其他读卡器',
    chooseAgain: '重新选择读卡器',
    notListed: `${WHY_NOT_LISTED}${START_BRIDGE}`,
    notListedWithBridge: `${WHY_NOT_LISTED}只要连接到电脑，myna-pin 就会找到它。`,
    gone: '读卡器已断开。如果重新连接后仍没有开始，请再选择一次。',
    trialTitle: '不用读卡器试一试',
    trial: '可以用虚拟卡体验操作流程。真实的卡片不会改变。',
    startTrial: '开始试用',
  },
  experimental: {
    mark: '测试中',
    lines: [
      '这种读卡器能否用于真实的个人编号卡，还没有得到确认。',
      '请把能用还是不能用，连同读卡器的名称和屏幕上的显示，告诉开发者。请不要发送密码，也不要发送卡上的姓名和号码。',
    ],
  },
  usb: {
    'no-webusb': {
      title: '这个浏览器不能选择读卡器',
      lines: [`请用 Chrome 或 Edge 打开。或者，${START_BRIDGE}`],
    },
    'not-found': {
      title: '没有选择读卡器',
      lines: ['没有任何改变。要使用的话，请连接读卡器，再按一次。'],
    },
    'access-denied-linux': {
      title: '没有打开读卡器的权限',
      lines: ['请执行 1 次下面的命令，然后重新连接读卡器。', NO_TRY_LOST],
    },
    'access-denied-macos': {
      title: '无法打开读卡器',
      lines: ['macOS 或其他软件正在使用。请关闭使用卡片的软件，然后重新连接。', `或者，${START_BRIDGE}`, NO_TRY_LOST],
    },
    'access-denied': {
      title: '无法打开读卡器',
      lines: [`请关闭使用卡片的其他软件，然后重新连接读卡器。${OTHER_TAB}`, NO_TRY_LOST],
    },
    'claimed-by-port100': {
      title: 'Linux 的驱动程序正在使用读卡器',
      lines: [`请用下面的命令停止驱动程序 port100。之后会自动连接。${OTHER_TAB}`, NO_TRY_LOST],
    },
    'claimed-linux': {
      title: '其他软件正在使用读卡器',
      lines: [
        `${OTHER_TAB}此外，也可能是 pcscd 正在使用。用下面的命令停止它，就会自动连接。`,
        `不停止 pcscd 的话，${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'claimed-by-sony': {
      title: '其他软件正在使用读卡器',
      lines: [
        `请关闭使用 FeliCa 的软件，例如 Sony 的 NFC Port Software。${OTHER_TAB}`,
        `或者，${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'claimed-macos': {
      title: 'macOS 或其他软件正在使用读卡器',
      lines: [`请关闭使用卡片的软件。${OTHER_TAB}`, `或者，${START_BRIDGE}`, NO_TRY_LOST],
    },
    claimed: {
      title: '其他软件正在使用读卡器',
      lines: [`请关闭使用卡片的软件，例如 Mynaportal 或 e-Tax 的软件。${OTHER_TAB}空出来之后会自动连接。`, NO_TRY_LOST],
    },
    'protected-class': {
      title: '这个读卡器不能从浏览器直接使用',
      lines: [`出于安全考虑，浏览器禁止网页使用标准方式的IC 读卡器。${START_BRIDGE}`, NO_TRY_LOST],
    },
    'no-driver-sony': {
      title: '请切换读卡器的驱动程序',
      lines: [
        '要从浏览器使用，驱动程序必须是 WinUSB。可以用 Sony 的 NFC Port Software 切换。',
        `不切换的话，${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'no-driver': {
      title: '读卡器的驱动程序不能从浏览器使用',
      lines: [`要从浏览器使用，驱动程序必须是 WinUSB。保持现在的驱动程序的话，${START_BRIDGE}`, NO_TRY_LOST],
    },
    disconnected: {
      title: '无法与读卡器通信',
      lines: ['请重新连接读卡器。如果连接不上，请再选择一次。'],
    },
    'not-permitted': {
      title: '没有使用读卡器的权限',
      lines: ['请按“选择读卡器”，再选择一次。', NO_TRY_LOST],
    },
    'unsupported-reader': {
      title: '这里不支持这个读卡器',
      lines: [`如果是支持 PC/SC 的读卡器，${START_BRIDGE}`, NO_TRY_LOST],
    },
    'not-answering': {
      title: '读卡器没有响应',
      lines: ['请重新连接读卡器。如果仍没有响应，请换一个 USB 接口试试。'],
    },
  },
};
