import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiError } from './api/client.ts'
import { meQuery } from './api/session.ts'
import { timeQuery } from './api/time.ts'
import { createAppRouter } from './router/router.tsx'
import { applyPreferences } from './theme/preferences.ts'
import './theme/tokens.css'
import './theme/base.css'
import './theme/print.css'

applyPreferences()

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status >= 400),
    },
  },
})

// The first paint already knows the market's time and mode and who is signed in: no bar slides in above what is read.
const patience = new Promise((resolve) => setTimeout(resolve, 1500))
await Promise.race([Promise.all([client.prefetchQuery(timeQuery), client.prefetchQuery(meQuery)]), patience])

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={createAppRouter(client)} />
    </QueryClientProvider>
  </StrictMode>,
)
