import { regionOf, serviceCategories } from '../../src/registry/index.ts'
import type { Language } from '../words/language.ts'

/** The name of a region for lists: 修水县, Xiushui County. */
export function regionName(code: string, language: Language): string {
  const region = regionOf(code)
  if (!region) return code
  return language === 'en' ? region.en : region.level === 'city' ? `${region.short}本级` : region.short
}

/** The name of a category of services (111/14). */
export const categoryName = (code: string, language: Language): string =>
  serviceCategories.find((c) => c.code === code)?.[language] ?? code
