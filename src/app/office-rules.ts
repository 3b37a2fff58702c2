import type { Office } from '../office/schema.ts';
import type { AppDependencies } from './app-model.ts';

/** Whether the screen belongs to nobody, but to one person after another: a kiosk or a counter. */
export function isShared({ kiosk }: Office): boolean {
  return kiosk?.mode !== undefined;
}

/** What an office decides of how a change goes. */
export function officeRules({ kiosk = {} }: Office): Pick<AppDependencies, 'changeable' | 'idle' | 'realOnly'> {
  const { changeable, idleSeconds, mode } = kiosk;
  return {
    ...(changeable ? { changeable } : {}),
    ...(mode ? ({ realOnly: true, idle: 'elsewhere' } as const) : {}),
    ...(mode || idleSeconds === undefined ? {} : { idle: { limitSeconds: idleSeconds } }),
  };
}
