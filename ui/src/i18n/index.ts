import { en } from './en';
import { zhCN, type Messages } from './zh-CN';

export type { Messages };

/** The interface's languages. */
export const LANGUAGES = { 'zh-CN': zhCN, en } as const satisfies Record<string, Messages>;

export type Language = keyof typeof LANGUAGES;
