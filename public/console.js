// The console works without this file; it only spares a few steps.

const errors = document.getElementById('errors');
if (errors) errors.focus();

for (const form of document.querySelectorAll('form[data-busy]')) {
  form.addEventListener('submit', () => {
    const words = document.createElement('p');
    words.setAttribute('role', 'status');
    words.className = 'busy';
    words.textContent = form.dataset.busy;
    form.append(words);
    form.setAttribute('aria-busy', 'true');
  });
}

// What a form of choices shows follows each choice; where that cannot be shown, why.
for (const form of document.querySelectorAll('form[data-live]')) {
  let asked = 0;
  form.addEventListener('change', async () => {
    const turn = ++asked;
    const answer = await fetch(`${form.action}?${new URLSearchParams(new FormData(form))}`);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const shown = page.getElementById(form.dataset.live);
    if (!shown || turn !== asked) return;
    document.getElementById('errors')?.remove();
    const refusal = page.getElementById('errors');
    if (refusal) {
      refusal.setAttribute('role', 'alert');
      shown.append(refusal);
    }
    document.getElementById(form.dataset.live).replaceWith(shown);
  });
}
