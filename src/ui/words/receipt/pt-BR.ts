import type { ReceiptWords } from './receipt-words.ts';

const STAYS = 'A senha continua sendo a anterior.';
const ONLY_IF_SURE =
  'Recomece somente se tiver certeza da senha atual. Se não souber, não tente: peça a redefinição (再設定).';

export const RECEIPT_WORDS_PT_BR: ReceiptWords = {
  open: 'Imprimir comprovante',
  dialogTitle: 'Impressão do comprovante',
  dialogLead: 'Escolha o papel e confira o conteúdo. As senhas não são impressas.',
  paper: 'Papel',
  papers: { a4: 'Papel A4', roll: 'Rolo de papel para recibo (80 mm de largura)' },
  print: 'Imprimir',
  title: 'Comprovante da alteração de senhas do cartão My Number',
  at: 'Data e hora',
  office: 'Guichê',
  notTried: 'Nada foi feito',
  triesLeft: 'Tentativas restantes',
  tries: {
    all: 'Todas',
    some: 'Algumas foram gastas',
    one: 'Só resta 1. Se errar, será bloqueada',
    none: 'Nenhuma. Está bloqueada',
    'not-known': 'Não se sabe',
  },
  reasons: {
    'wrong-pin': 'O que foi digitado é diferente da senha do cartão.',
    locked: 'Está bloqueada.',
    'last-try-kept': 'Como só resta 1 tentativa, ela não foi usada.',
    absent: 'Não existe neste cartão.',
    'card-refused': 'O cartão não aceitou.',
    stopped: 'Não foi feita, porque o processo parou em outra senha.',
    interrupted: 'Foi interrompida no meio.',
    'references-differ': 'Nos 2 lugares do cartão, os números são diferentes.',
  },
  nextTitle: 'O que fazer agora',
  next: {
    use: {
      sign: 'De agora em diante, use a nova senha nos pedidos pela internet, como no e-Tax.',
      auth: 'De agora em diante, digite a nova senha no Mynaportal e nos terminais das lojas de conveniência.',
      juki: 'De agora em diante, digite a nova senha no guichê, em procedimentos como mudança de endereço.',
      text: 'De agora em diante, use a nova senha para preencher automaticamente o endereço e o nome.',
    },
    finish:
      'Altere com o mesmo cartão o lugar que falta. Se não for possível, redefina a senha (再設定) no guichê da prefeitura.',
    again: `${STAYS} Se quiser alterar, recomece.`,
    againIfSure: `${STAYS} ${ONLY_IF_SURE}`,
    beSure: ONLY_IF_SURE,
    ask: `${STAYS} Se acontecer sempre o mesmo, consulte o guichê da prefeitura.`,
    doNotTry: 'Não tente nenhuma senha; consulte o guichê da prefeitura.',
  },
  phone: 'A senha do certificado digital do celular é outra. Ela não foi alterada aqui.',
  noSecrets: 'Este comprovante não contém senhas nem o número do cartão.',
};
