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
