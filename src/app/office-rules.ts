import type { Office } from '../office/schema.ts';
import type { AppDependencies } from './app-model.ts';

/** What an office decides of how a change goes. */
export function officeRules({ kiosk = {} }: Office): Pick<AppDependencies, 'changeable' | 'idle'> {
  const { changeable, idleSeconds } = kiosk;
  return {
    ...(changeable ? { changeable } : {}),
    ...(idleSeconds === undefined ? {} : { idle: { limitSeconds: idleSeconds } }),
  };
}
