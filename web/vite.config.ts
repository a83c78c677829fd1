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
  },
})
