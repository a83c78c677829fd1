import { Input, Radio } from 'antd'
import type { Material } from '../../src/complaints/index.ts'
import { art } from '../../src/gazette/index.ts'
import { Field } from '../shared/form/DraftForm.tsx'
import { FileInput, type FileRef } from '../shared/form/inputs.tsx'
import { useWords } from '../words/words.ts'
import { complaintWords } from './words.ts'

/** What is typed of the written material (48). */
export interface TypedMaterial extends Record<string, unknown> {
  material: {
    facts: string
    provisions: string
    capacity: Material['capacity']
    signatory: string
    letter?: FileRef
    identity?: FileRef
    evidence: FileRef[]
  }
  paper?: FileRef
}

export const emptyMaterial: TypedMaterial = {
  material: { facts: '', provisions: '', capacity: 'legal-person', signatory: '', evidence: [] },
}

/** As it is sent: the one further paper joins the evidence. */
export const sentMaterial = ({ material, paper }: TypedMaterial) => ({
  material: { ...material, evidence: paper ? [paper] : [] },
})

/** The fields that 48.1-48.3 ask for. */
export function MaterialFields() {
  const t = useWords(complaintWords)
  return (
    <>
      <Field
        name="material.facts"
        required
        label={t('facts')}
        hint={t('factsHint')}
        cites={art('111', '48.1')}
      >
        <Input.TextArea maxLength={4000} autoSize={{ minRows: 5, maxRows: 16 }} />
      </Field>
      <Field name="material.provisions" required label={t('provisions')} cites={art('111', '48.2')}>
        <Input maxLength={1000} />
      </Field>
      <Field name="material.capacity" required label={t('capacity')} cites={art('111', '48.3')}>
        <Radio.Group
          options={[
            { value: 'legal-person', label: t('legalPerson') },
            { value: 'other', label: t('other') },
          ]}
        />
      </Field>
      <Field name="material.signatory" required label={t('signatory')}>
        <Input maxLength={60} />
      </Field>
      <Field name="material.letter" required label={t('letter')}>
        <FileInput />
      </Field>
      <Field name="material.identity" label={t('identity')} hint={t('identityHint')}>
        <FileInput />
      </Field>
      <Field name="paper" label={t('evidence')}>
        <FileInput />
      </Field>
    </>
  )
}
