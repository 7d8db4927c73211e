import latin400 from '../../assets/fonts/inter-latin-400.ttf';
import latin700 from '../../assets/fonts/inter-latin-700.ttf';
import latin800 from '../../assets/fonts/inter-latin-800.ttf';

/** The fonts of every peer: those of ours that the words of the benches need. */
export const INTER: readonly {
  name: 'Inter';
  data: ArrayBuffer;
  weight: 400 | 700 | 800;
  style: 'normal';
}[] = [
  { name: 'Inter', data: latin400, weight: 400, style: 'normal' },
  { name: 'Inter', data: latin700, weight: 700, style: 'normal' },
  { name: 'Inter', data: latin800, weight: 800, style: 'normal' },
];
