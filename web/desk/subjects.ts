/** The plural of a subject in addresses: `admission` → `admissions`, `agency` → `agencies`. */
export const pluralOf = (subject: string): string =>
  /[^aeiou]y$/.test(subject) ? `${subject.slice(0, -1)}ies` : `${subject}s`

/** The desk page of a subject: `/desk/admissions/42`. */
export const subjectPath = (subject: string, id: string): string =>
  `/desk/${pluralOf(subject)}/${encodeURIComponent(id)}`
