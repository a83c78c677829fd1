import { Checkbox, Form, Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { art } from '../../src/gazette/index.ts'
import {
  emptyPerson,
  emptyService,
  legalForms,
  legalFormWords,
  outside,
  places,
  posts,
  postWords,
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
import { formWords } from './words.ts'

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
      <Field name="subject.name" label={t('name')} hint={t('nameHint')} cites={art('111', '16')}>
        <Input maxLength={120} autoComplete="organization" />
      </Field>
      <Field name="subject.code" label={t('code')} hint={t('codeHint')}>
        <Input maxLength={18} className="mono" autoComplete="off" spellCheck={false} />
      </Field>
      <Field name="subject.legalForm" label={t('legalForm')} cites={art('111', '2.3')}>
        <Radio.Group options={legalForms.map((f) => ({ value: f, label: say(legalFormWords[f]) }))} />
      </Field>
      <Field name="subject.region" label={t('region')} hint={t('regionHint')} cites={art('111', '17')}>
        <Select options={regions} showSearch={{ optionFilterProp: 'label' }} />
      </Field>
      <Field name="subject.address" label={t('address')}>
        <Input maxLength={200} autoComplete="street-address" />
      </Field>
      <Field name="subject.established" label={t('established')}>
        <DateInput />
      </Field>
      <Field name="subject.termTo" label={t('termTo')} hint={t('termHint')}>
        <DateInput />
      </Field>
      <Field name="subject.phone" label={t('phone')}>
        <Input maxLength={30} autoComplete="tel" inputMode="tel" />
      </Field>
      <Field name="subject.email" label={t('email')}>
        <Input maxLength={120} autoComplete="email" inputMode="email" />
      </Field>
      <Field name="subject.licence" label={t('licence')} cites={art('111', '20.1')}>
        <FileInput accept=".pdf,.png,.jpg,.jpeg" />
      </Field>
      <div className="admission-wide">
        <Field name="subject.scope" label={t('scope')}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 10 }} />
        </Field>
      </div>
    </div>
  )
}

/** A row of a list as a card of its own, with its way out. */
function Row({ title, onRemove, children }: { title: string; onRemove: () => void; children: ReactNode }) {
  const t = useWords(formWords)
  return (
    <fieldset className="admission-row">
      <legend>{title}</legend>
      <div className="admission-grid">{children}</div>
      <Button look="quiet" onClick={onRemove} aria-label={`${t('remove')}：${title}`}>
        {t('remove')}
      </Button>
    </fieldset>
  )
}

/** 人员 (111/19). */
export function PeopleFields() {
  const t = useWords(formWords)
  const say = useText()
  return (
    <>
      <h3 className="admission-part">
        {t('representative')} <Cite article={art('111', '19.1')} />
      </h3>
      <div className="admission-grid">
        <Field name="representative.name" label={t('personName')}>
          <Input maxLength={60} />
        </Field>
        <Field name="representative.identity" label={t('identity')}>
          <Input maxLength={18} className="mono" autoComplete="off" spellCheck={false} />
        </Field>
        <Field name="representative.phone" label={t('phone')}>
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
                <Field name={`controllers.${name}.name`} listName={[name, 'name']} label={t('personName')}>
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
      <Form.List name="people">
        {(rows, { add, remove }) => (
          <div className="admission-rows">
            {rows.map(({ key, name }) => (
              <Row key={key} title={t('person', { n: name + 1 })} onRemove={() => remove(name)}>
                <Field name={`people.${name}.name`} listName={[name, 'name']} label={t('personName')}>
                  <Input maxLength={60} />
                </Field>
                <Field name={`people.${name}.identity`} listName={[name, 'identity']} label={t('identity')}>
                  <Input maxLength={18} className="mono" autoComplete="off" spellCheck={false} />
                </Field>
                <Field name={`people.${name}.phone`} listName={[name, 'phone']} label={t('phone')}>
                  <Input maxLength={30} inputMode="tel" />
                </Field>
                <Field
                  name={`people.${name}.certificate`}
                  listName={[name, 'certificate']}
                  label={t('certificate')}
                  hint={t('certificateHint')}
                >
                  <Input maxLength={120} />
                </Field>
                <Field name={`people.${name}.posts`} listName={[name, 'posts']} label={t('posts')}>
                  <Checkbox.Group options={posts.map((p) => ({ value: p, label: say(postWords[p]) }))} />
                </Field>
                <Field
                  name={`people.${name}.employed`}
                  listName={[name, 'employed']}
                  label={t('employed')}
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
    </>
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
                <Field {...at('serviceType')} label={t('serviceType')} cites={art('111', '14')}>
                  <Select options={options} showSearch={{ optionFilterProp: 'label' }} />
                </Field>
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
