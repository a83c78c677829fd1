import { outside, regionOf, serviceCategories, startingItems } from '../../src/registry/index.ts'
import type { Language } from '../words/language.ts'

/** The name of a region for lists: 修水县, Xiushui County; the server's own name for a code that is not in the tree. */
export function regionName(code: string, language: Language, otherwise: string = code): string {
  if (code === outside) return language === 'zh' ? '九江市外' : 'Outside Jiujiang'
  const region = regionOf(code)
  if (!region) return otherwise
  return language === 'en' ? region.en : region.level === 'city' ? `${region.short}本级` : region.short
}

/** The name of a category of services (111/14). */
export const categoryName = (code: string, language: Language): string =>
  serviceCategories.find((c) => c.code === code)?.[language] ?? code

/** The name of a service item; the server's own name in Chinese, where departments may have amended it. */
export const serviceName = (code: string, language: Language, chinese?: string): string =>
  (language === 'zh' && chinese) ||
  (startingItems.find((i) => i.code === code)?.[language] ?? chinese ?? code)
