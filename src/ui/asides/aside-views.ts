// Each is shown in one.
import '../components/dialog.ts';
import type { AppModel } from '../../app/app-model.ts';
import type { Aside, Asides, AsideView } from './aside.ts';
import { diagnosis } from './diagnosis.ts';
import { guidance } from './guidance.ts';
import { displaySettings } from './settings.ts';
import { whichPin } from './which-pin.ts';

export const ASIDE_VIEWS: Readonly<
  Record<Aside['name'], (aside: Aside, asides: Asides, model: AppModel) => AsideView>
> = {
  guidance,
  'which-pin': whichPin,
  diagnosis,
  settings: displaySettings,
};
