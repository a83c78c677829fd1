import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `vite build web` writes dist/web; scripts/size.ts reads its manifest. The server serves files and API on one origin. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      // Pure files have no side effects by the rule of the house: a page that needs the words of a module
      // does not carry its curves and hashes.
      output: {
        // Few requests for a phone: the libraries and the shared pieces are one file each, pages stay apart.
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules\/(react|react-dom|scheduler|@tanstack)\// },
            { name: 'pieces', test: /\/web\/(shared\/[^/]+\.|words\/|api\/|theme\/|router\/)/ },
          ],
        },
      },
      treeshake: {
        moduleSideEffects: (id) =>
          !/\/src\/[a-z]+\/[\w./-]+\.(ts|json)$/.test(id) || id.includes('node_modules'),
      },
    },
  },
})
