// One request to the server under test, over plain HTTP: {status, headers, text}.
export async function ask(port, method, path, { json, form, body, headers = {} } = {}) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(json ? { 'content-type': 'application/json' } : {}),
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...headers,
    },
    body: json ? JSON.stringify(json) : form ? new URLSearchParams(form) : body,
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
