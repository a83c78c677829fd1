import type { PageEntry } from '../router/routes.ts'

/**
 * The pages behind the sign-in, shown inside the desk's frame (side menu, Ant Design theme). A module adds its lines
 * here and its menu entry in menu.ts. The path of a subject's page is `/desk/<plural>/$id`, as `subjectPath` writes it.
 */
export const deskRoutes: readonly PageEntry[] = [
  { path: '/desk', load: () => import('./DeskPage.tsx') },
  { path: '/desk/notices', load: () => import('./NoticesPage.tsx') },
  { path: '/desk/admissions', load: () => import('../registry/AdmissionsPage.tsx') },
  { path: '/desk/admissions/$id', load: () => import('../registry/AdmissionPage.tsx') },
  { path: '/desk/imports', load: () => import('../registry/ImportsPage.tsx') },
  { path: '/desk/changes', load: () => import('../registry/ChangesPage.tsx') },
  { path: '/desk/changes/new', load: () => import('../registry/NewChangePage.tsx') },
  { path: '/desk/changes/$id', load: () => import('../registry/ChangePage.tsx') },
  { path: '/desk/service-items', load: () => import('../items/ItemsPage.tsx') },
  { path: '/desk/service-items/new', load: () => import('../items/NewItemPage.tsx') },
  { path: '/desk/service-items/import', load: () => import('../items/ImportPage.tsx') },
  { path: '/desk/service-items/$id', load: () => import('../items/ItemPage.tsx') },
  { path: '/desk/qualifications', load: () => import('../qualification/QualificationsPage.tsx') },
  { path: '/desk/qualifications/$id', load: () => import('../qualification/QualificationPage.tsx') },
  { path: '/desk/catalogue', load: () => import('../catalogue/CataloguePage.tsx') },
  { path: '/desk/standing-cases', load: () => import('../standing/StandingCasesPage.tsx') },
  { path: '/desk/standing-cases/$id', load: () => import('../standing/StandingCasePage.tsx') },
  { path: '/desk/objections', load: () => import('../registry/ObjectionsPage.tsx') },
  { path: '/desk/objections/new', load: () => import('../registry/NewObjectionPage.tsx') },
  { path: '/desk/objections/$id', load: () => import('../registry/ObjectionPage.tsx') },
  { path: '/desk/owner', load: () => import('../registry/OwnerPage.tsx') },
  { path: '/desk/staff', load: () => import('../people/StaffPage.tsx') },
  { path: '/desk/certificates', load: () => import('../certificates/CertificatesPage.tsx') },
  { path: '/desk/recusals', load: () => import('../recusal/RecusalsPage.tsx') },
  { path: '/desk/recusals/$id', load: () => import('../recusal/RecusalPage.tsx') },
  { path: '/desk/findings', load: () => import('../findings/FindingsPage.tsx') },
  { path: '/desk/findings/$id', load: () => import('../findings/FindingPage.tsx') },
  { path: '/desk/procurements', load: () => import('../procurement/ProcurementsPage.tsx') },
  { path: '/desk/procurements/$id', load: () => import('../procurement/ProcurementPage.tsx') },
  { path: '/desk/auctions/$id', load: () => import('../auction/BidPage.tsx') },
  { path: '/desk/engagements', load: () => import('../fulfilment/EngagementsPage.tsx') },
  { path: '/desk/engagements/$id', load: () => import('../fulfilment/EngagementPage.tsx') },
  { path: '/desk/engagements/$id/archive', load: () => import('../fulfilment/ArchivePage.tsx') },
  { path: '/desk/credit', load: () => import('../credit/CreditPage.tsx') },
  { path: '/desk/payments', load: () => import('../fulfilment/PaymentsPage.tsx') },
]
