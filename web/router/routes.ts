import type { ComponentType } from 'react'

/** A page: its path (`$id` is a parameter) and the module whose default export shows it. */
export interface PageEntry {
  path: string
  load: () => Promise<{ default: ComponentType }>
}

/** The pages that anyone may open. Each is its own script; scripts/size.ts holds each to 180 kB gzip at first load. */
export const publicRoutes: readonly PageEntry[] = [
  { path: '/', load: () => import('../hall/HallPage.tsx') },
  { path: '/announcements/$id', load: () => import('../announcement/AnnouncementPage.tsx') },
  { path: '/agencies', load: () => import('../agencies/AgenciesPage.tsx') },
  { path: '/agencies/$id', load: () => import('../agencies/AgencyPage.tsx') },
  { path: '/excellent', load: () => import('../fulfilment/ExcellencePage.tsx') },
  { path: '/publicities', load: () => import('../publicity/PublicitiesPage.tsx') },
  { path: '/credit', load: () => import('../breach/PublicPage.tsx') },
  { path: '/complaints', load: () => import('../complaints/DecisionsPage.tsx') },
  { path: '/consults', load: () => import('../consults/ConsultsPage.tsx') },
  { path: '/consults/new', load: () => import('../consults/AskPage.tsx') },
  { path: '/reports', load: () => import('../reports/ReportsPage.tsx') },
  { path: '/reports/new', load: () => import('../reports/NewReportPage.tsx') },
  { path: '/spot-checks', load: () => import('../spotcheck/ResultsPage.tsx') },
  { path: '/spot-checks/$id', load: () => import('../spotcheck/ResultPage.tsx') },
  { path: '/board', load: () => import('../agenda/BoardPage.tsx') },
  { path: '/services', load: () => import('../services/ServicesPage.tsx') },
  { path: '/services/$id', load: () => import('../services/ServicePage.tsx') },
  { path: '/draws', load: () => import('../draw/DrawsPage.tsx') },
  { path: '/draws/$id/proof', load: () => import('../draw/ProofPage.tsx') },
  { path: '/draws/$id', load: () => import('../draw/DrawPage.tsx') },
  { path: '/auctions', load: () => import('../auction/AuctionsPage.tsx') },
  { path: '/auctions/$id', load: () => import('../auction/AuctionPage.tsx') },
  { path: '/frameworks', load: () => import('../frameworks/FrameworksPage.tsx') },
  { path: '/frameworks/$id', load: () => import('../frameworks/FrameworkPage.tsx') },
  { path: '/law', load: () => import('../law/LawPage.tsx') },
  { path: '/law/$document', load: () => import('../law/LawPage.tsx') },
  { path: '/log', load: () => import('../log/LogPage.tsx') },
  { path: '/check', load: () => import('../check/CheckPage.tsx') },
  { path: '/check/$number', load: () => import('../check/CheckPage.tsx') },
  { path: '/open-data', load: () => import('../opendata/OpenDataPage.tsx') },
  { path: '/settings', load: () => import('../settings/SettingsPage.tsx') },
  { path: '/accessibility', load: () => import('../shell/AccessibilityPage.tsx') },
  { path: '/register', load: () => import('../registry/RegisterPage.tsx') },
  { path: '/bodies', load: () => import('../bodies/BodiesPage.tsx') },
  { path: '/join', load: () => import('../people/JoinPage.tsx') },
  { path: '/sign-in', load: () => import('../signin/SignInPage.tsx') },
  { path: '/demo/mails', load: () => import('../demo/MailsPage.tsx') },
]
