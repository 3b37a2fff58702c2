import type { Office } from '../office/schema.ts';
import type { AppDependencies } from './app-model.ts';

/** What an office decides of how a change goes. */
export function officeRules({ kiosk = {} }: Office): Pick<AppDependencies, 'changeable' | 'idle' | 'realOnly'> {
  const { changeable, idleSeconds, mode } = kiosk;
  return {
    ...(changeable ? { changeable } : {}),
    ...(mode ? ({ realOnly: true, idle: 'elsewhere' } as const) : {}),
    ...(mode || idleSeconds === undefined ? {} : { idle: { limitSeconds: idleSeconds } }),
  };
}
