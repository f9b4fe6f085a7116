import { createRoot } from 'react-dom/client';
import '@fontsource-variable/inter';

createRoot(document.getElementById('root')!).render(<main>Wallboard</main>);
