import { Input, Select } from 'antd'
import { art } from '../../src/gazette/index.ts'
import { serviceCategories } from '../../src/registry/index.ts'
import { Field } from '../shared/form/DraftForm.tsx'
import { DateInput, FileInput } from '../shared/form/inputs.tsx'
import { serviceName } from '../shared/market.ts'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { formWords } from './words.ts'

/** The certificate of one service type (111/16, 18, 35.4). */
export function CertificateFields({ serviceTypes }: { serviceTypes: readonly string[] }) {
  const f = useWords(formWords)
  const language = useLanguage()
  const options = serviceCategories.map((category) => ({
    label: category[language],
    options: serviceTypes
      .filter((code) => code.startsWith(`${category.code}.`))
      .map((code) => ({ value: code, label: serviceName(code, language) })),
  }))
  return (
    <div className="admission-grid">
      <Field name="claim.serviceType" required label={f('serviceType')} cites={art('111', '14')}>
        <Select options={options} showSearch={{ optionFilterProp: 'label' }} />
      </Field>
      <Field name="claim.qualification" required label={f('qualification')} cites={art('111', '18')}>
        <Input maxLength={120} />
      </Field>
      <Field name="claim.grade" label={f('grade')}>
        <Input maxLength={60} />
      </Field>
      <Field name="claim.number" required label={f('number')}>
        <Input maxLength={80} />
      </Field>
      <Field name="claim.issuer" required label={f('issuer')}>
        <Input maxLength={120} />
      </Field>
      <Field name="claim.scope" required label={f('qualificationScope')}>
        <Input maxLength={500} />
      </Field>
      <Field name="claim.validFrom" required label={f('validFrom')}>
        <DateInput />
      </Field>
      <Field name="claim.validTo" label={f('validTo')} hint={f('validToHint')} cites={art('111', '35.2')}>
        <DateInput />
      </Field>
      <Field name="claim.file" required label={f('file')}>
        <FileInput accept=".pdf,.png,.jpg,.jpeg" />
      </Field>
    </div>
  )
}
