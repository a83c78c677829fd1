import { art } from '../../src/gazette/index.ts'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { useWords } from '../words/words.ts'
import type { Case } from './BreachesPage.tsx'
import { FileLine } from './FileLine.tsx'
import { breachWords } from './words.ts'

/** 43: what the agency shows for each condition, who has taken the rectification up, and how it was decided. */
export function RepairCard({ state, own }: { state: Case; own: boolean }) {
  const t = useWords(breachWords)
  if (!('repair' in state)) {
    if (!('repairRefused' in state) || !state.repairRefused) return null
    return (
      <Card title={t('refusedRepair')} aside={<Cite article={art('111', '43.5')} />}>
        <p className="standing-text">{state.repairRefused.reason}</p>
      </Card>
    )
  }
  const { noLoss, rectification, forgiveness, departments, opinions } = state.repair
  const asked = [state.management, ...departments]
  return (
    <Card title={t('repair')} aside={<Cite article={art('111', '43')} />}>
      <dl className="facts">
        <div className="facts-row">
          <dt>
            {t('noLoss')} <Cite article={art('111', '43.2')} />
          </dt>
          <dd>
            {noLoss.text}
            <FileLine file={noLoss.file} readable />
          </dd>
        </div>
        <div className="facts-row">
          <dt>
            {t('rectification')} <Cite article={art('111', '43.3')} />
          </dt>
          <dd>
            {rectification.text}
            <FileLine file={rectification.file} readable />
          </dd>
        </div>
        <div className="facts-row">
          <dt>
            {t('forgivenessFile')} <Cite article={art('111', '43.4')} />
          </dt>
          <dd>
            {forgiveness.by}
            <FileLine file={forgiveness.file} readable />
          </dd>
        </div>
        {asked.map((body) => {
          const said = opinions.find((o) => o.body.id === body.id)
          return (
            <div key={body.id} className="facts-row">
              <dt>{body.name}</dt>
              <dd>
                <span className="tag" data-tone={said ? (said.adopted ? 'ok' : 'seal') : undefined}>
                  {t(said ? (said.adopted ? 'adopted' : 'notAdopted') : 'awaited')}
                </span>{' '}
                {said?.text}
                {said && !own && <span className="small mute"> {said.name}</span>}
              </dd>
            </div>
          )
        })}
        {state.status === 'repaired' && (
          <div className="facts-row">
            <dt>{t('verdict')}</dt>
            <dd>
              {t('grant')}：{state.repaired.reason}
            </dd>
          </div>
        )}
      </dl>
    </Card>
  )
}
