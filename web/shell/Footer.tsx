import { useMarket } from '../api/time.ts'
import { Link } from '../shared/Link.tsx'
import { useWords } from '../words/words.ts'
import { shellWords } from './words.ts'

export function Footer() {
  const t = useWords(shellWords)
  const market = useMarket()
  return (
    <footer className="footer">
      <div>
        <div>
          <p className="song">{t('footerProof')}</p>
          <p>
            {t('footerLaw', { number: '九府办字〔2022〕111号' })} · {t('footerOpen')}
          </p>
          {market?.mode === 'demonstration' && <p>{t('footerDemo')}</p>}
          {market?.provisionalYear && <p>{t('provisionalYear')}</p>}
        </div>
        <nav aria-label={t('footerMeasure')}>
          <Link to="/law">{t('footerMeasure')}</Link>
          <Link to="/settings">{t('footerSettings')}</Link>
          <Link to="/consults">{t('footerConsults')}</Link>
          <Link to="/bodies">{t('footerBodies')}</Link>
          <Link to="/join">{t('footerJoin')}</Link>
          <Link to="/reports">{t('footerReports')}</Link>
          <Link to="/excellent">{t('footerExcellent')}</Link>
          <Link to="/spot-checks">{t('footerChecks')}</Link>
          <Link to="/credit">{t('footerCredit')}</Link>
          <Link to="/board">{t('footerBoard')}</Link>
          <Link to="/complaints">{t('footerComplaints')}</Link>
          <Link to="/log">{t('log')}</Link>
          <Link to="/open-data">{t('footerData')}</Link>
          <a href="/openapi.json">{t('footerApi')}</a>
          <Link to="/accessibility">{t('accessibility')}</Link>
        </nav>
      </div>
    </footer>
  )
}
