// Passkeys: the device makes and uses them, the server decides. Passwords and codes work without this file.
'use strict';

const toText = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const toBytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0));
const patience = 240_000;  // less than the challenge lives

async function ask(form, ceremony) {
  const fields = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, ceremony, step: form.elements.step?.value ?? '' });
  const answer = await fetch(form.dataset.ask, { method: 'POST', body: fields, credentials: 'same-origin', headers: { Accept: 'application/json' } });
  if (!answer.ok) throw Object.assign(new Error('no challenge'), { name: answer.status === 429 ? 'Wait' : 'NoChallenge' });
  const asked = await answer.json();
  asked.challenge = toBytes(asked.challenge);
  asked.credentials = asked.credentials.map(id => ({ type: 'public-key', id: toBytes(id) }));
  return asked;
}

function put(form, fields) {
  for (const [name, buffer] of Object.entries(fields)) {
    const field = form.elements[name] ?? form.appendChild(Object.assign(document.createElement('input'), { type: 'hidden', name }));
    field.value = buffer ? toText(buffer) : '';
  }
}

async function use(form, ceremony) {
  const { challenge, rpId, credentials } = await ask(form, ceremony);
  const used = await navigator.credentials.get({ publicKey: { challenge, rpId, allowCredentials: credentials, userVerification: 'required', timeout: patience } });
  const { clientDataJSON, authenticatorData, signature, userHandle } = used.response;
  put(form, { credential: used.rawId, client_data: clientDataJSON, authenticator_data: authenticatorData, signature, user_handle: userHandle });
}

async function add(form) {
  const { challenge, rpId, rpName, user, credentials } = await ask(form, 'registration');
  const made = await navigator.credentials.create({
    publicKey: {
      challenge, timeout: patience, attestation: 'none', excludeCredentials: credentials,
      rp: { id: rpId, name: rpName },
      user: { ...user, id: toBytes(user.id) },
      pubKeyCredParams: [-7, -8, -257].map(alg => ({ type: 'public-key', alg })),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    },
  });
  put(form, { new_client_data: made.response.clientDataJSON, new_authenticator_data: made.response.getAuthenticatorData() });
}

const word = { NotAllowedError: 'cancelled', AbortError: 'cancelled', InvalidStateError: 'known', Wait: 'wait' };

async function run(form, action) {
  const place = form.querySelector('.passkey-error');
  place.hidden = true;
  form.setAttribute('aria-busy', 'true');
  try {
    if (form.dataset.passkey === 'sign_in') await use(form, 'sign_in');
    if (form.elements.by?.checked) await use(form, 'confirmation');
    if (form.dataset.passkey === 'registration') await add(form);
    form.action = action;
    form.submit();
  } catch (problem) {
    place.textContent = place.dataset[word[problem.name] ?? 'failed'];
    place.hidden = false;
  } finally {
    form.removeAttribute('aria-busy');
  }
}

function takeOver(form) {
  const by = form.elements.by;
  by?.addEventListener('change', () => {
    form.classList.toggle('by-passkey', by.checked);
    for (const name of ['password', 'code']) if (form.elements[name]) form.elements[name].required = !by.checked;
  });
  form.addEventListener('submit', (event) => {
    if (form.dataset.passkey === 'confirmation' && !by?.checked) return;
    event.preventDefault();
    event.stopPropagation();
    if (form.getAttribute('aria-busy')) return;
    run(form, event.submitter?.hasAttribute('formaction') ? event.submitter.formAction : form.action);
  });
}

if (window.PublicKeyCredential && window.isSecureContext) {
  for (const hidden of document.querySelectorAll('[data-passkey-only]')) hidden.hidden = false;
  for (const without of document.querySelectorAll('[data-without-passkeys]')) without.hidden = true;
  for (const form of document.querySelectorAll('form[data-passkey]')) takeOver(form);
}
