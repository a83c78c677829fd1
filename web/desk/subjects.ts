// What desks call things and what is due of them: the table is src/agenda/subjects.ts. Add a module's line there.
export { actionName, dueName, pluralOf, subjectName, subjectPath } from '../../src/agenda/index.ts'
