import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { deskRoutes } from '../desk/routes.ts'
import { ErrorPage, NotFoundPage } from '../shell/ErrorPage.tsx'
import { Shell } from '../shell/Shell.tsx'
import { type PageEntry, publicRoutes } from './routes.ts'

const rootRoute = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: ErrorPage,
})

const desk = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  component: lazyRouteComponent(() => import('../desk/DeskLayout.tsx'), 'DeskLayout'),
})

/** A page of the table as a route: its script is fetched when it is first opened, or when the pointer nears its link. */
const pageRoute = (parent: typeof rootRoute | typeof desk, page: PageEntry) =>
  createRoute({
    getParentRoute: () => parent as typeof rootRoute,
    path: page.path,
    component: lazyRouteComponent(page.load),
  })

/** The router of the whole site. Queries in the address stay plain text: `?region=360400`, never JSON. */
export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([
      ...publicRoutes.map((page) => pageRoute(rootRoute, page)),
      desk.addChildren(deskRoutes.map((page) => pageRoute(desk, page))),
    ]),
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const query = new URLSearchParams()
      for (const [key, value] of Object.entries(search)) if (value) query.set(key, String(value))
      const text = query.toString()
      return text ? `?${text}` : ''
    },
  })
}
