import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { art } from '../../src/gazette/index.ts'
import {
  emptyPerson,
  emptyService,
  legalForms,
  legalFormWords,
  outside,
  type Post,
  places,
  posts,
  postWords,
  qualificationText,
  serviceCategories,
} from '../../src/registry/index.ts'
import type { ServiceItem } from '../api/types.ts'
import { Button } from '../shared/Button.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Field } from '../shared/form/DraftForm.tsx'
import { DateInput, FileInput } from '../shared/form/inputs.tsx'
import { regionName, serviceName } from '../shared/market.ts'
import { useLanguage } from '../words/language.ts'
import { useText, useWords } from '../words/words.ts'
import { formWords, viewWords } from './words.ts'

/** 主体信息 (111/16, 17). */
export function SubjectFields() {
  const t = useWords(formWords)
  const say = useText()
  const language = useLanguage()
  const regions = [...places.map((p) => p.code), outside].map((code) => ({
    value: code,
    label: regionName(code, language),
  }))
  return (
    <div className="admission-grid">
      <Field name="subject.name" required label={t('name')} hint={t('nameHint')} cites={art('111', '16')}>
        <Input maxLength={120} autoComplete="organization" />
      </Field>
      <Field name="subject.code" required label={t('code')} hint={t('codeHint')}>
        <Input maxLength={18} className="mono" autoComplete="off" spellCheck={false} />
      </Field>
      <Field name="subject.legalForm" required label={t('legalForm')} cites={art('111', '2.3')}>
        <Radio.Group options={legalForms.map((f) => ({ value: f, label: say(legalFormWords[f]) }))} />
      </Field>
      <Field
        name="subject.region"
        required
        label={t('region')}
        hint={t('regionHint')}
        cites={art('111', '17')}
      >
        <Select options={regions} showSearch={{ optionFilterProp: 'label' }} />
      </Field>
      <Field name="subject.address" required label={t('address')}>
        <Input maxLength={200} autoComplete="street-address" />
      </Field>
      <Field name="subject.established" required label={t('established')}>
        <DateInput />
      </Field>
      <Field name="subject.termTo" label={t('termTo')} hint={t('termHint')}>
        <DateInput />
      </Field>
      <Field name="subject.phone" required label={t('phone')}>
        <Input maxLength={30} autoComplete="tel" inputMode="tel" />
      </Field>
      <Field name="subject.email" required label={t('email')}>
        <Input maxLength={120} autoComplete="email" inputMode="email" />
      </Field>
      <Field name="subject.licence" required label={t('licence')} cites={art('111', '20.1')}>
        <FileInput accept=".pdf,.png,.jpg,.jpeg" />
      </Field>
      <div className="admission-wide">
        <Field name="subject.scope" required label={t('scope')}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 10 }} />
        </Field>
      </div>
    </div>
  )
}

/** A row of a list as a card of its own, with its way out. */
function Row({ title, onRemove, children }: { title: string; onRemove: () => void; children: ReactNode }) {
  const t = useWords(formWords)
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: Ant Design styles every legend as a headline.
    <div role="group" aria-labelledby={id} className="admission-row">
      <div className="admission-row-head">
        <strong id={id}>{title}</strong>
        <Button look="quiet" onClick={onRemove} aria-label={`${t('remove')}：${title}`}>
          {t('remove')}
        </Button>
      </div>
      <div className="admission-grid">{children}</div>
    </div>
  )
}

/** The posts of one person; the group is not an input that could be `aria-required`. */
function Posts({ value, onChange }: { value?: Post[]; onChange?: (value: Post[]) => void }) {
  const say = useText()
  return (
    <Checkbox.Group<Post>
      value={value ?? []}
      onChange={(chosen) => onChange?.(chosen)}
      options={posts.map((p) => ({ value: p, label: say(postWords[p]) }))}
    />
  )
}

/** 人员 (111/19). */
export function PeopleFields() {
  const t = useWords(formWords)
  return (
    <>
      <h3 className="admission-part">
        {t('representative')} <Cite article={art('111', '19.1')} />
      </h3>
      <div className="admission-grid">
        <Field name="representative.name" required label={t('personName')}>
          <Input maxLength={60} />
        </Field>
        <Field name="representative.identity" required label={t('identity')}>
          <Input maxLength={18} className="mono" autoComplete="off" spellCheck={false} />
        </Field>
        <Field name="representative.phone" required label={t('phone')}>
          <Input maxLength={30} inputMode="tel" />
        </Field>
      </div>

      <h3 className="admission-part">
        {t('controllers')} <Cite article={art('111', '29.1')} />
      </h3>
      <p className="small mute">{t('controllersHint')}</p>
      <Form.List name="controllers">
        {(rows, { add, remove }) => (
          <div className="admission-rows">
            {rows.map(({ key, name }) => (
              <Row key={key} title={`${t('controllers')} ${name + 1}`} onRemove={() => remove(name)}>
                <Field
                  name={`controllers.${name}.name`}
                  required
                  listName={[name, 'name']}
                  label={t('personName')}
                >
                  <Input maxLength={60} />
                </Field>
                <Field
                  name={`controllers.${name}.identity`}
                  listName={[name, 'identity']}
                  label={t('identity')}
                >
                  <Input maxLength={18} className="mono" autoComplete="off" spellCheck={false} />
                </Field>
              </Row>
            ))}
            <Button onClick={() => add({ name: '', identity: '' })}>＋ {t('addController')}</Button>
          </div>
        )}
      </Form.List>

      <h3 className="admission-part">
        {t('keyPeople')} <Cite article={art('111', '19.2')} />
      </h3>
      <p className="small mute">{t('keyPeopleHint')}</p>
      <PersonRows list="people" />
    </>
  )
}

/** Key people as rows of a list of the form: who holds posts, or who joins. */
export function PersonRows({ list }: { list: 'people' | 'joining' }) {
  const t = useWords(formWords)
  return (
    <Form.List name={list}>
      {(rows, { add, remove }) => (
        <div className="admission-rows">
          {rows.map(({ key, name }) => (
            <Row key={key} title={t('person', { n: name + 1 })} onRemove={() => remove(name)}>
              <Field name={`${list}.${name}.name`} required listName={[name, 'name']} label={t('personName')}>
                <Input maxLength={60} />
              </Field>
              <Field
                name={`${list}.${name}.identity`}
                required
                listName={[name, 'identity']}
                label={t('identity')}
              >
                <Input maxLength={18} className="mono" autoComplete="off" spellCheck={false} />
              </Field>
              <Field name={`${list}.${name}.phone`} required listName={[name, 'phone']} label={t('phone')}>
                <Input maxLength={30} inputMode="tel" />
              </Field>
              <Field
                name={`${list}.${name}.certificate`}
                listName={[name, 'certificate']}
                label={t('certificate')}
                hint={t('certificateHint')}
              >
                <Input maxLength={120} />
              </Field>
              <Field name={`${list}.${name}.posts`} required listName={[name, 'posts']} label={t('posts')}>
                <Posts />
              </Field>
              <Field
                name={`${list}.${name}.employed`}
                required
                listName={[name, 'employed']}
                label={t('staff')}
                valueName="checked"
              >
                <Checkbox>{t('employed')}</Checkbox>
              </Field>
            </Row>
          ))}
          <Button onClick={() => add(emptyPerson())}>＋ {t('addPerson')}</Button>
        </div>
      )}
    </Form.List>
  )
}

/** 事项与资质 (111/14, 16, 18). */
export function ServiceFields({ items }: { items: readonly ServiceItem[] | undefined }) {
  const t = useWords(formWords)
  const language = useLanguage()
  const options = serviceCategories.map((category) => ({
    label: category[language],
    options: (items ?? [])
      .filter((i) => i.category === category.code)
      .map((i) => ({ value: i.code, label: serviceName(i.code, language, i.name) })),
  }))
  return (
    <Form.List name="services">
      {(rows, { add, remove }) => (
        <div className="admission-rows">
          <p className="small mute">{t('qualificationHint')}</p>
          {rows.map(({ key, name }) => {
            const at = (field: string) => ({ name: `services.${name}.${field}`, listName: [name, field] })
            return (
              <Row key={key} title={t('service', { n: name + 1 })} onRemove={() => remove(name)}>
                <Field {...at('serviceType')} required label={t('serviceType')} cites={art('111', '14')}>
                  <Select options={options} showSearch={{ optionFilterProp: 'label' }} />
                </Field>
                <LegalNeed index={name} items={items} />
                <Field {...at('qualification')} label={t('qualification')} cites={art('111', '18')}>
                  <Input maxLength={120} />
                </Field>
                <Field {...at('grade')} label={t('grade')}>
                  <Input maxLength={60} />
                </Field>
                <Field {...at('number')} label={t('number')}>
                  <Input maxLength={80} />
                </Field>
                <Field {...at('issuer')} label={t('issuer')}>
                  <Input maxLength={120} />
                </Field>
                <Field {...at('scope')} label={t('qualificationScope')}>
                  <Input maxLength={500} />
                </Field>
                <Field {...at('validFrom')} label={t('validFrom')}>
                  <DateInput />
                </Field>
                <Field {...at('validTo')} label={t('validTo')} hint={t('validToHint')}>
                  <DateInput />
                </Field>
                <Field {...at('file')} label={t('file')}>
                  <FileInput accept=".pdf,.png,.jpg,.jpeg" />
                </Field>
              </Row>
            )
          })}
          <Button onClick={() => add(emptyService())}>＋ {t('addService')}</Button>
        </div>
      )}
    </Form.List>
  )
}

/** 9.1, 16: what the list asks by law for the service that is chosen, before the certificate is typed. */
function LegalNeed({ index, items }: { index: number; items: readonly ServiceItem[] | undefined }) {
  const w = useWords(viewWords)
  const type = Form.useWatch(['services', index, 'serviceType']) as string | undefined
  const rule = items?.find((i) => i.code === type)?.qualifications ?? []
  if (rule.length === 0) return null
  return (
    <p className="small">
      {w('listAsks', { text: qualificationText(rule) })} <Cite article={art('111', '9.1')} />
    </p>
  )
}
