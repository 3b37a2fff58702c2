import { pluralIn } from '../../texts/plural.ts';
import type { PageWords } from './page-words.ts';

const plural = pluralIn('pt-BR');

const START_BRIDGE = 'Inicie o myna-pin neste computador (npm start) para poder usá-lo.';
const OR_START_BRIDGE = `Ou: ${START_BRIDGE}`;
const NO_TRY_LOST = 'Isto não reduz as tentativas restantes das senhas.';
const OTHER_TAB = 'Se esta página estiver aberta em outra aba, feche essa aba.';
const REAL_CARD_STAYS = 'O cartão verdadeiro não muda.';

const WHY_NOT_LISTED =
  'Por segurança, o navegador não permite que páginas usem muitos dos leitores de cartão (os do tipo padrão), e por isso eles não aparecem na lista.';

export const PAGE_WORDS_PT_BR: PageWords = {
  title: 'Alteração das senhas do cartão My Number',
  language: 'Idioma',
  stepTitles: {
    prepare: 'Coloque o cartão',
    choose: 'Escolha as senhas que quer alterar',
    type: 'Digite as senhas',
    confirm: 'Confira o que será alterado',
    'last-try': 'Só resta 1 tentativa',
    working: 'Alterando as senhas',
    recover: 'Verificar se a alteração foi feita',
    result: 'Resultado',
  },
  titleWithoutReader: 'Antes de começar',
  stepCount: (step, steps) => `Etapa ${step} de ${steps}`,
  steps: {
    names: { prepare: 'Preparar', choose: 'Escolher', type: 'Digitar', confirm: 'Confirmar' },
    done: ' (concluída)',
    allDone: (steps) => `As ${steps} etapas foram concluídas`,
  },
  promise:
    'As senhas digitadas são usadas somente neste aparelho e enviadas somente ao cartão. Elas não são salvas nem enviadas pela internet.',
  buttons: {
    next: 'Próximo',
    back: 'Voltar',
    change: 'Alterar',
    show: 'Mostrar',
    hide: 'Ocultar',
    readAgain: 'Ler de novo',
    again: 'Alterar outras senhas',
    retry: 'Digitar de novo',
    reconnect: 'Conectar de novo',
    useRealReader: 'Passar a usar o leitor de cartão',
    removeCard: 'Retirar o cartão',
    insertCard: 'Colocar o cartão',
    useLastTry: 'Usar a última tentativa e alterar',
    giveUp: 'Terminar sem verificar',
    findOut: 'Verificar se já é a nova senha',
    finish: 'Alterar o que falta',
    understood: 'Li e entendi',
  },
  trial: {
    mark: 'Teste (cartão virtual)',
    explanation: `É um exemplo para experimentar as telas. ${REAL_CARD_STAYS}`,
    warning: 'Não digite as suas próprias senhas.',
    pins: 'Senhas iniciais do cartão de exemplo: ABC123 para assinatura e 1234 para as outras 3',
    tools: 'Trocar ou retirar o cartão de exemplo',
    profile: 'Cartão de exemplo',
    cutOff: 'Retirar o cartão no meio da próxima alteração',
  },
  profileNames: {
    ordinary: 'Cartão comum',
    'no-sign-certificate': 'Cartão sem certificado digital para assinatura',
    'last-try': 'Cartão em que só resta 1 tentativa para uma senha',
    locked: 'Cartão com uma senha bloqueada',
    'juki-shared': 'Cartão que guarda a senha do Livro de Registro Básico de Residentes em um só lugar',
    'juki-half': 'Cartão que altera só em parte a senha do Livro de Registro Básico de Residentes',
    'juki-differs': 'Cartão com duas versões diferentes da senha do Livro de Registro Básico de Residentes',
    'juki-card': 'Cartão do Livro de Registro Básico de Residentes',
    phone: 'Certificado digital de celular',
    'other-card': 'Cartão que não é My Number',
  },
  prepare: {
    needTitle: 'O que você precisa ter',
    need: {
      card: { name: 'Cartão My Number', note: 'O cartão precisa estar válido.' },
      reader: { name: 'Leitor de cartão', note: 'Em alguns, o cartão é inserido; em outros, colocado em cima.' },
      pin: {
        name: 'Senha atual',
        note: 'É a que vale hoje, da senha que você quer alterar. A próxima tela explica para que serve cada uma.',
      },
    },
    forgotten:
      'Se você não sabe a senha atual, ou se ela está bloqueada, não é possível alterá-la aqui. Peça a redefinição da senha (再設定).',
    reset: 'Ver como redefinir',
    whichPin: 'Descobrir qual senha alterar',
    placing: {
      contact: {
        reader: 'Leitor de inserir',
        how: 'Com o lado do chip IC (o quadrado dourado) para cima, insira o cartão até o fim, começando pelo lado do chip.',
      },
      contactless: {
        reader: 'Leitor de aproximação',
        how: 'Coloque o cartão sobre a marca do leitor e não o mova até terminar.',
      },
    },
    chosen: (names) => `Senhas já escolhidas na próxima tela: ${names}`,
    waiting: 'Coloque o cartão My Number no leitor. Depois da leitura, aparece a próxima tela.',
    reading: 'Lendo o cartão. Não mova o cartão.',
  },
  obstacles: {
    connecting: { title: 'Preparando', lines: [] },
    'not-a-bridge': {
      title: 'Esta página não consegue usar um leitor de cartão',
      lines: [
        'Para usar um leitor de cartão, inicie o myna-pin no computador (npm start).',
        'No Chrome ou no Edge, alguns leitores podem ser usados diretamente por esta página.',
      ],
    },
    'secret-missing': {
      title: 'Não é possível conectar ao leitor de cartão',
      lines: ['Abra esta página pelo endereço que o myna-pin mostrou ao iniciar.'],
    },
    'secret-used': {
      title: 'Este endereço já foi usado',
      lines: ['Cada endereço só pode ser usado 1 vez. Inicie o myna-pin de novo e abra o novo endereço.'],
    },
    'secret-wrong': {
      title: 'O endereço não está correto',
      lines: ['Abra o endereço que o myna-pin mostrou, correto até o último caractere.'],
    },
    'in-use': {
      title: 'Em uso em outra aba',
      lines: ['As senhas só podem ser alteradas em uma tela por vez. Feche a outra aba para poder usar esta.'],
    },
    unreachable: {
      title: 'Não é possível conectar ao myna-pin',
      lines: ['Verifique se o myna-pin está em execução. Se tiver parado, inicie-o de novo e abra o novo endereço.'],
    },
    lost: {
      title: 'A conexão com o myna-pin foi perdida',
      lines: ['Refazendo a conexão. Se não conectar, inicie o myna-pin de novo e abra o novo endereço.'],
    },
    'foreign-worker': {
      title: 'Por segurança, a página não se conectou',
      lines: [
        'Outro programa que já usou este endereço está interferindo na comunicação desta página.',
        'Abra o endereço do myna-pin em uma janela anônima ou apague os dados do site 127.0.0.1 nas configurações do navegador e abra-o de novo.',
      ],
    },
    'virtual-requested': { title: 'Iniciado como teste', lines: ['O leitor de cartão não é usado.'] },
    'module-missing': {
      title: 'Falta o componente que usa leitores de cartão',
      lines: ['Instale-o com o comando abaixo e inicie o myna-pin de novo (npm start).'],
    },
  },
  status: {
    noReader: 'Leitor de cartão: nenhum',
    trialReader: 'Usando o teste (cartão virtual).',
    reader: (name) => `Leitor de cartão: ${name}`,
    noCard: 'Nenhum cartão foi colocado.',
    reading: 'Lendo o cartão.',
    read: 'O cartão My Number foi lido.',
    mute: 'O cartão não responde.',
    chooseReader: 'Leitor de cartão a usar',
    sentence: (title) => `${title}.`,
  },
  choose: {
    legend: 'Senhas a alterar',
    nothing: 'Escolha pelo menos uma senha para alterar.',
    cannotChoose: 'Esta senha não pode ser escolhida.',
    tries:
      '“Restam … tentativas” é quantas vezes seguidas ainda se pode errar. Quando chega a 0, a senha é bloqueada. Ao digitar a senha certa, o número volta ao inicial.',
    whichPin: 'Descobrir qual senha alterar',
    details: 'Detalhes',
    facts: { format: 'Formato', setAt: 'Quando foi definida', lock: 'Bloqueio' },
    setAt:
      'É a senha que você definiu no guichê ao receber o cartão. Ela pode estar anotada na folha de senhas (設定暗証番号記載票).',
    lockedAfter: (wrong) =>
      `Depois de ${plural(wrong, { one: `${wrong} erro`, other: `${wrong} erros seguidos` })}, é bloqueada. O bloqueio não acaba com o tempo.`,
    forgotten: 'Se você não sabe a senha atual',
    whatToDo: 'Ver o que fazer',
    together: 'As suas 3 senhas de 4 dígitos são o mesmo número? Se forem, alterando as 3 elas podem continuar iguais.',
    chooseTogether: 'Escolher as 3 senhas de 4 dígitos',
  },
  fields: {
    current: 'Senha atual',
    next: 'Nova senha',
    repeat: 'Nova senha (repetir)',
  },
  form: {
    combine: 'Usar o mesmo número para todas',
    combineHelp: 'As senhas de 4 dígitos escolhidas passam a ser um só número novo.',
    sameToday: 'Hoje elas também são iguais',
    sameTodayHelp: 'Se hoje elas são o mesmo número, basta digitá-lo 1 vez.',
    combinedGroup: 'Novo número (para todas)',
    combinedFor: (names) => `Vale para: ${names}`,
    triesNote: (tries) =>
      `${plural(tries, { one: `Resta ${tries} tentativa`, other: `Restam ${tries} tentativas` })}. Cada erro gasta 1.`,
    errorSummary: (count) =>
      `${plural(count, { one: `Há ${count} erro`, other: `Há ${count} erros` })} no que foi digitado. Nada foi enviado ao cartão ainda.`,
    safe: 'Aqui ainda não se envia nada ao cartão.',
  },
  ruleStates: { ok: ' (cumprido)', notYet: ' (ainda não)' },
  confirm: {
    lead: 'As senhas abaixo serão alteradas para as novas.',
    afterPress: 'Depois que você apertar “Alterar”',
    steps: (count) => [
      count === 1
        ? 'A senha atual é conferida. Se estiver errada, nada é alterado.'
        : 'Todas as senhas atuais são conferidas. Se uma só estiver errada, nada é alterado.',
      'As senhas são alteradas para as novas.',
      'O cartão é consultado para confirmar as novas senhas, e o resultado aparece na tela.',
    ],
    stay: 'Não mova o cartão até terminar.',
  },
  lastTry: {
    unsure: 'Se não tiver certeza, volte. Voltando, a tentativa que resta não é gasta.',
    consent: 'Entendo que a senha pode ser bloqueada',
    consentNeeded: 'Para continuar, marque a caixa.',
  },
  working: {
    lead: 'Não mova o cartão.',
    now: { checking: 'Conferindo as senhas atuais.', changing: 'Alterando para as novas senhas.' },
    phases: {
      waiting: 'Aguardando',
      checking: 'Conferindo a senha atual',
      checked: 'Conferida',
      changing: 'Alterando',
      finished: 'Concluída',
    },
  },
  recoverCost:
    'Se não restarem tentativas suficientes, paramos sem verificar. A última tentativa nunca é usada para isto.',
  unfinished: {
    title: 'A alteração anterior foi interrompida no meio',
    pins: (names) => `Não foi possível confirmar se já são as novas: ${names}`,
    lines: [
      'Se for alterar de novo, digite a nova senha em “Senha atual” e tente uma única vez. Se estiver errada, digite a anterior.',
      'As tentativas restantes aparecem abaixo quando o cartão é colocado. Se só restar 1, não tente; consulte o guichê da prefeitura.',
    ],
  },
  result: {
    trial: 'Este é o resultado de um teste. O cartão verdadeiro não mudou.',
    remember: 'Não esqueça as novas senhas e não deixe que outras pessoas as saibam.',
    over: 'É só isso. Está tudo pronto.',
    unrecorded: {
      title: 'Não foi possível registrar o resultado',
      lines: ['O resultado mostrado na tela está correto.', 'Chame um funcionário para que seja registrado.'],
    },
  },
  certificates: {
    check: 'Ver a validade do certificado digital para autenticação do usuário',
    checkHelp: 'Não usa senha.',
    close: 'Fechar',
    alsoSign: 'Mostrar também o conteúdo do certificado digital para assinatura',
    alsoSignHelp:
      'Depois da alteração, a validade e outros dados são lidos do cartão e mostrados na tela de resultado. O nome e o endereço só aparecem quando você aperta um botão.',
    personal: 'Mostrar dados pessoais, como o nome',
    hidePersonal: 'Ocultar os dados pessoais',
    personalHelp: 'Mostra nesta tela o nome, a data de nascimento, o sexo, o endereço etc. Nada é salvo.',
  },
  chooser: {
    title: 'Conecte o leitor de cartão e escolha-o',
    titleBeside: 'Também é possível usar um leitor de cartão USB pelo navegador',
    titleOther: 'Usar outro leitor de cartão',
    lead: 'Esta página pode usar diretamente o SCR3310-NTTCom, os RC-S380 e RC-S300 da Sony, entre outros.',
    choose: 'Escolher o leitor',
    chooseAnother: 'Escolher outro leitor',
    chooseAgain: 'Escolher o leitor de novo',
    notListed: `${WHY_NOT_LISTED} ${START_BRIDGE}`,
    notListedWithBridge: `${WHY_NOT_LISTED} Basta conectá-lo ao computador para o myna-pin encontrá-lo.`,
    gone: 'O leitor de cartão está desconectado. Se, ao conectá-lo de novo, nada começar, escolha-o outra vez.',
    trialTitle: 'Experimentar sem leitor de cartão',
    trial: `Você pode experimentar as telas com um cartão virtual. ${REAL_CARD_STAYS}`,
    startTrial: 'Começar o teste',
  },
  experimental: {
    mark: 'Em fase de teste',
    lines: [
      'Ainda não foi confirmado que este leitor funciona com um cartão My Number verdadeiro.',
      'Informe aos desenvolvedores se funcionou ou não, com o nome do leitor e o que apareceu na tela. Não envie senhas, nem o nome ou os números do cartão.',
    ],
  },
  usb: {
    'no-webusb': {
      title: 'Não é possível escolher um leitor de cartão neste navegador',
      lines: [`Abra no Chrome ou no Edge. ${OR_START_BRIDGE}`],
    },
    'not-found': {
      title: 'Nenhum leitor de cartão foi escolhido',
      lines: ['Nada mudou. Quando quiser usar um, conecte o leitor e aperte o botão de novo.'],
    },
    'access-denied-linux': {
      title: 'Não há permissão para abrir o leitor de cartão',
      lines: ['Execute o comando abaixo 1 vez e conecte o leitor de novo.', NO_TRY_LOST],
    },
    'access-denied-macos': {
      title: 'Não é possível abrir o leitor de cartão',
      lines: [
        'O macOS ou outro programa está usando o leitor. Feche os programas que usam o cartão e conecte o leitor de novo.',
        OR_START_BRIDGE,
        NO_TRY_LOST,
      ],
    },
    'access-denied': {
      title: 'Não é possível abrir o leitor de cartão',
      lines: [`Feche os outros programas que usam o cartão e conecte o leitor de novo. ${OTHER_TAB}`, NO_TRY_LOST],
    },
    'claimed-by-port100': {
      title: 'Um driver do Linux está usando o leitor de cartão',
      lines: [`Pare o driver port100 com o comando abaixo. A conexão será automática. ${OTHER_TAB}`, NO_TRY_LOST],
    },
    'claimed-linux': {
      title: 'Outro programa está usando o leitor de cartão',
      lines: [
        `${OTHER_TAB} O pcscd também pode estar usando o leitor. Parando-o com o comando abaixo, a conexão será automática.`,
        `Sem parar o pcscd: ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'claimed-by-sony': {
      title: 'Outro programa está usando o leitor de cartão',
      lines: [
        `Feche os programas de FeliCa, como o NFC Port Software da Sony. ${OTHER_TAB}`,
        OR_START_BRIDGE,
        NO_TRY_LOST,
      ],
    },
    'claimed-macos': {
      title: 'O macOS ou outro programa está usando o leitor de cartão',
      lines: [`Feche os programas que usam o cartão. ${OTHER_TAB}`, OR_START_BRIDGE, NO_TRY_LOST],
    },
    claimed: {
      title: 'Outro programa está usando o leitor de cartão',
      lines: [
        `Feche os programas que usam o cartão, como os do Mynaportal ou do e-Tax. ${OTHER_TAB} Quando o leitor ficar livre, a conexão será automática.`,
        NO_TRY_LOST,
      ],
    },
    'protected-class': {
      title: 'O navegador não pode usar este leitor de cartão diretamente',
      lines: [
        `Por segurança, o navegador não permite que páginas usem leitores de cartão do tipo padrão. ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'no-driver-sony': {
      title: 'Troque o driver do leitor de cartão',
      lines: [
        'Para usá-lo pelo navegador, o driver precisa ser o WinUSB. A troca pode ser feita com o NFC Port Software da Sony.',
        `Sem trocar: ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    'no-driver': {
      title: 'O driver do leitor de cartão não é um que o navegador possa usar',
      lines: [
        `Para usá-lo pelo navegador, o driver precisa ser o WinUSB. Com o driver atual: ${START_BRIDGE}`,
        NO_TRY_LOST,
      ],
    },
    disconnected: {
      title: 'Não é mais possível se comunicar com o leitor de cartão',
      lines: ['Conecte o leitor de novo. Se não funcionar, escolha-o outra vez.'],
    },
    'not-permitted': {
      title: 'Não há permissão para usar o leitor de cartão',
      lines: ['Aperte “Escolher o leitor” e escolha-o outra vez.', NO_TRY_LOST],
    },
    'unsupported-reader': {
      title: 'Este leitor de cartão não funciona aqui',
      lines: [`Se for um leitor compatível com PC/SC: ${START_BRIDGE}`, NO_TRY_LOST],
    },
    'not-answering': {
      title: 'O leitor de cartão não responde',
      lines: ['Conecte o leitor de novo. Se ainda não responder, tente outra porta USB.'],
    },
  },
};
