import { html, nothing, render } from 'lit';
import '../../../src/ui/styles/page.css';
import '../../../src/ui/components/button.ts';
import '../../../src/ui/components/checkbox.ts';
import '../../../src/ui/components/dialog.ts';
import '../../../src/ui/components/field.ts';
import '../../../src/ui/components/keypad.ts';
import '../../../src/ui/components/notice.ts';
import '../../../src/ui/components/progress.ts';
import '../../../src/ui/components/steps.ts';
import type { FieldAria } from '../../../src/ui/components/field.ts';
import type { KeypadEvent } from '../../../src/ui/components/keypad.ts';

/** Every component on one page, in each of its states, for the tests beside it and to be looked at. */
const STEPS = ['準備', '選ぶ', '入力', '確認'];
const KINDS = ['info', 'success', 'warning', 'error'] as const;

let open = false;
let openerIsThere = true;
let noticed = true;
let error = '';
let typed = '';

function draw(): void {
  const main = document.getElementById('sample');
  if (main) render(page(), main);
}

function input({ id, describedBy, invalid }: FieldAria) {
  return html`<input id=${id} aria-describedby=${describedBy ?? nothing} aria-invalid=${invalid} .value=${typed} />`;
}

function type({ key }: KeypadEvent): void {
  typed = key === 'Clear' ? '' : key === 'Backspace' ? typed.slice(0, -1) : typed + key;
  draw();
}

function page() {
  return html`
    <h1>部品の見本</h1>
    <myna-steps
      .steps=${STEPS}
      .current=${2}
      .summary=${'全4ステップ中 2'}
      .doneText=${'（完了）'}
    ></myna-steps>
    ${KINDS.map(
      (kind) => html`<myna-notice
        id="notice-${kind}"
        .kind=${kind}
        .heading=${'カードから応答がありません'}
        .lines=${['カードを置きなおしてください。', '暗証番号の残り回数は減っていません。']}
        .actions=${kind === 'warning' ? html`<myna-button .text=${'もう一度読み取る'}></myna-button>` : nothing}
      ></myna-notice>`,
    )}
    ${
      noticed
        ? html`<myna-notice
            id="notice-closing"
            .heading=${'閉じられるお知らせ'}
            .closeText=${'閉じる'}
            @close=${() => {
              noticed = false;
              draw();
            }}
          ></myna-notice>`
        : nothing
    }
    <form
      @submit=${(event: Event) => {
        event.preventDefault();
        error = '4けたの数字を入力してください。';
        draw();
      }}
    >
      <myna-field
        .inputId=${'number'}
        .label=${'新しい番号'}
        .mark=${'必須'}
        .support=${'数字4けた'}
        .error=${error}
        .control=${(aria: FieldAria) => input(aria)}
      ></myna-field>
      <myna-keypad
        label="数字のキー"
        backspaceLabel="1文字消す"
        clearLabel="すべて消す"
        @key=${type}
      ></myna-keypad>
      <myna-checkbox
        .inputId=${'agreed'}
        .label=${'間違えるとロックされることを確認しました'}
        .support=${'続けるときは、チェックを入れてください。'}
      ></myna-checkbox>
      <myna-checkbox .label=${'まとめて同じ番号にする'} .checked=${true}></myna-checkbox>
      <div class="buttons">
        <myna-button kind="main" type="submit" .text=${'次へ'}></myna-button>
        <myna-button .text=${'戻る'}></myna-button>
      </div>
    </form>
    <div class="buttons">
      <myna-button kind="danger" .text=${'最後の1回を使って変更する'}></myna-button>
      <myna-button kind="quiet" .pressed=${false} .text=${'表示'} icon="show"></myna-button>
      <myna-button kind="text" .text=${'表示の設定'} icon="settings"></myna-button>
      ${
        openerIsThere
          ? html`<myna-button
              id="opener"
              kind="text"
              icon="help"
              opensDialog
              .text=${'困ったときは'}
              @click=${() => {
                open = true;
                draw();
              }}
            ></myna-button>`
          : nothing
      }
    </div>
    <myna-progress
      .text=${'3つのうち1つが終わりました'}
      .value=${1}
      .max=${3}
      .items=${[
        { name: '署名用電子証明書暗証番号', state: 'done', text: '終わりました' },
        { name: '利用者証明用電子証明書暗証番号', state: 'active', text: '変更しています' },
        { name: '住民基本台帳用暗証番号', state: 'waiting', text: '待っています' },
      ]}
    ></myna-progress>
    <myna-keypad
      id="letters"
      letters
      shuffle
      label="英字と数字のキー"
      backspaceLabel="1文字消す"
      clearLabel="すべて消す"
    ></myna-keypad>
    <myna-dialog
      .open=${open}
      .heading=${'困ったときは'}
      .closeText=${'閉じる'}
      .content=${html`<p>暗証番号を忘れたときは、市区町村の窓口で再設定してください。</p>
        <myna-button
          .text=${'見出しを変える'}
          @click=${() => {
            openerIsThere = !openerIsThere;
            draw();
          }}
        ></myna-button>`}
      @close=${() => {
        open = false;
        draw();
      }}
    ></myna-dialog>
  `;
}

draw();
