import type { DiagnosisWords } from './diagnosis-words.ts';

export const DIAGNOSIS_WORDS_PT_BR: DiagnosisWords = {
  title: 'Verificação da conexão',
  lead: 'Verificamos, em ordem, do computador até o cartão. Quando o problema se resolve, o que aparece aqui muda automaticamente.',
  fine: 'Nenhum problema encontrado',
  pending: 'Verificando',
  stages: {
    browser: 'Navegador',
    bridge: 'myna-pin (programa que funciona no computador)',
    service: 'Serviço de cartão inteligente',
    reader: 'Leitor de cartão',
    card: 'Cartão',
  },
  states: {
    ok: 'Sem problemas',
    problem: 'Parou aqui',
    caution: 'Verifique',
    pending: 'Verificando',
    later: 'Ainda não se sabe',
  },
  address: 'O endereço está na janela (terminal) em que o myna-pin foi iniciado. Ele contém 127.0.0.1.',
  leaveTrial: 'Para usar um cartão verdadeiro, encerre o myna-pin e inicie-o de novo com o comando abaixo.',
  service: {
    linux: 'Inicie o serviço (pcscd) com o comando abaixo. Quando ele começar, a conexão será automática.',
    windows: 'Conecte o leitor de cartão. Se já estiver conectado, abra “Serviços” no Windows e inicie “Smart Card”.',
    macos: 'Desconecte o leitor e conecte-o de novo. Se não resolver, reinicie o Mac.',
  },
  noReader: {
    plugAgain: 'Se já estiver conectado, desconecte-o e conecte-o de novo, ou tente outra porta USB.',
    linux: 'Se ainda não for encontrado, verifique se o driver (libccid) está instalado.',
    windows: 'Os leitores PaSoRi (como o RC-S300) são encontrados depois de instalar o NFC Port Software da Sony.',
  },
  doctor: 'Se não resolver, execute npx myna-pin doctor na pasta do myna-pin para saber a causa exata.',
  experimental: 'Este leitor de cartão ainda está em fase de teste',
  noCard: {
    title: 'Nenhum cartão foi colocado',
    lines: [
      'Coloque o cartão My Number no leitor.',
      'Se já estiver colocado, verifique a direção e o lado do cartão e coloque-o de novo.',
    ],
  },
  inUse: {
    programs: 'Feche também o software de usuário da JPKI e outros navegadores com o Mynaportal aberto.',
    linux: 'O GnuPG (gpg) também pode estar usando o cartão. Nesse caso, o comando abaixo o encerra.',
    once: 'Quando o cartão ficar livre, a leitura será automática. Se não souber qual é o programa, reinicie o computador.',
  },
  copyCommand: 'Copiar o comando',
  support: {
    title: 'Para pedir ajuda',
    lead: 'Copie e envie o texto abaixo; ele informa a situação atual.',
    safe: 'Não contém senhas, nome nem números do cartão. É seguro enviá-lo a qualquer pessoa.',
    contents:
      'O que contém: o tipo de navegador e de sistema, a forma de conexão, o tipo de leitor e de cartão, o número aproximado de tentativas restantes e o resultado da verificação',
    text: 'Informações para o suporte',
    copy: 'Copiar as informações para o suporte',
  },
  copied: 'Copiado.',
  notCopied: 'Não foi possível copiar. O texto está selecionado: segure a tecla Ctrl (no Mac, ⌘) e aperte a tecla C.',
};
