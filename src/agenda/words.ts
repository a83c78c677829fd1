/** A text in the measure's own Chinese and in English. */
export interface Text {
  readonly zh: string
  readonly en: string
}

export type Words = Readonly<Record<string, Text>>
