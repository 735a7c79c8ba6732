// A leader's commands when the session ends, the network fails, or the leader signs out: nothing is
// lost without a message.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  goTo, join, openCard, openGroupBuy, phone, screenshotPath, server, setUp, signedIn, signIn, withDashboard,
} from './harness.mjs';

setUp();

const formIsShown = (page) => page.getByRole('textbox', { name: '账号' }).waitFor();

async function closeNow(page, title) {
  await openCard(page, title);
  await page.getByRole('button', { name: '现在收团' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '现在收团' }).click();
}

// Makes the page start without a network, from the cache of an earlier visit.
async function keepForOffline(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.waitForTimeout(2500);
}

// "open", "ending" while a close can still be undone, or the final phase.
async function phaseOf(code) {
  const leader = await signedIn(server.origin, 'leader');
  const { state } = await leader.get('/api/snapshot');
  const { phase, ending_at: endingAt } = state.groupbuy.groupbuys.find((groupbuy) => groupbuy.code === code);
  return phase === 'open' && endingAt !== 0 ? 'ending' : phase;
}

async function comesToBe(code, phase) {
  for (let tries = 0; (await phaseOf(code)) !== phase; tries += 1) {
    assert.ok(tries < 40, `the group-buy never became ${phase}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

test('commands after the session has ended are kept pending, shown, and sent after the next sign-in', async () => {
  const { code, title } = await openGroupBuy(server.origin);
  await withDashboard(async (page, context) => {
    await context.clearCookies();
    await closeNow(page, title);
    await formIsShown(page);
    await page.getByRole('alert').getByText(/登录已经失效.*1 笔操作没有同步/).waitFor();
    await page.waitForTimeout(400);
    await page.screenshot({ path: screenshotPath('session-ended-unsent') });
    assert.equal(await phaseOf(code), 'open');
    // The same after a reload.
    await page.reload();
    await page.getByRole('alert').getByText(/1 笔操作没有同步/).waitFor();
    await signIn(page);
    await comesToBe(code, 'ending');
    await page.getByText('已同步').first().waitFor();
  });
});

test('a feed whose session was ended elsewhere brings the page to the sign-in form', async () => {
  await withDashboard(async (page, context) => {
    const other = await context.newPage();
    await other.goto(`${server.origin}/app/`);
    await other.getByRole('heading', { name: '今天', level: 1 }).waitFor();
    await other.getByRole('button', { name: '退出登录' }).click();
    await formIsShown(page);
    await page.getByRole('alert').getByText('登录已经失效，请重新登录。').waitFor();
  });
});

test('a tab whose cookie changed hands keeps the commands of its own leader', async () => {
  const { code, title } = await openGroupBuy(server.origin);
  await withDashboard(async (page, context) => {
    await openCard(page, title);
    await context.setOffline(true);
    await page.getByRole('button', { name: '现在收团' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '现在收团' }).click();
    await page.getByText('离线 · 1 笔待同步').first().waitFor();
    await context.setOffline(false);
    // Before the page notices that the network is back.
    const name = await page.evaluate(() =>
      fetch('/api/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ login: 'operator', password: 'starfish' }),
      }).then((answer) => answer.json()).then((who) => who.name));
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByText(name).first().waitFor({ timeout: 40_000 });
    assert.equal(await phaseOf(code), 'open');
    await page.getByRole('button', { name: '退出登录' }).click();
    await signIn(page);
    await comesToBe(code, 'ending');
  });
});

test('commands that are refused when the network is back are shown', async () => {
  const { code, title, groupbuy } = await openGroupBuy(server.origin);
  await withDashboard(async (page, context) => {
    await keepForOffline(page);
    await context.setOffline(true);
    await closeNow(page, title);
    await page.getByText('离线 · 1 笔待同步').first().waitFor();
    const operator = await signedIn(server.origin, 'operator');
    await operator.command('groupbuy.cancel', { groupbuy, reason: '冷链车晚点' });
    await page.reload();
    await page.getByText('离线 · 1 笔待同步').first().waitFor();
    await context.setOffline(false);
    await page.getByRole('status').getByText(/已经|不能|没有/).first().waitFor({ timeout: 40_000 });
    await page.screenshot({ path: screenshotPath('session-refused-later') });
    assert.equal(await phaseOf(code), 'cancelled');
    await page.getByText('已同步').first().waitFor();
  });
});

test('two tabs keep each other\'s commands', async () => {
  const one = await openGroupBuy(server.origin);
  const two = await openGroupBuy(server.origin);
  await withDashboard(async (page, context) => {
    await keepForOffline(page);
    const other = await context.newPage();
    await other.goto(`${server.origin}/app/`);
    await other.getByText('已同步').first().waitFor();
    await goTo(other, '拼团');
    await context.setOffline(true);
    await closeNow(page, one.title);
    await closeNow(other, two.title);
    await page.getByText('离线 · 1 笔待同步').first().waitFor();
    await other.getByText('离线 · 1 笔待同步').first().waitFor();
    await page.waitForTimeout(500);
    await page.close();
    await other.close();
    const next = await context.newPage();
    await next.goto(`${server.origin}/app/`);
    await next.getByText('离线 · 2 笔待同步').first().waitFor();
    await context.setOffline(false);
    await comesToBe(one.code, 'ending');
    await comesToBe(two.code, 'ending');
  });
});

test('signing out without a network takes effect at once and reaches the server later', async () => {
  await withDashboard(async (page, context) => {
    await keepForOffline(page);
    await context.setOffline(true);
    await page.getByRole('button', { name: '退出登录' }).click();
    await formIsShown(page);
    await page.reload();
    await formIsShown(page);
    await context.setOffline(false);
    await page.reload();
    await formIsShown(page);
    await page.waitForTimeout(1500);
    await formIsShown(page);
    await page.reload();
    await formIsShown(page);
    assert.equal(await page.evaluate(() => fetch('/api/session').then((answer) => answer.status)), 401);
  });
});

test('signing out asks before it gives up what is unsent', async () => {
  const { code, title } = await openGroupBuy(server.origin);
  await withDashboard(async (page, context) => {
    await context.setOffline(true);
    await closeNow(page, title);
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    const dialog = page.getByRole('dialog', { name: '还没同步，要退出吗？' });
    await dialog.getByText('1 笔操作').waitFor();
    await page.waitForTimeout(300);
    await page.screenshot({ path: screenshotPath('session-sign-out-question') });
    await dialog.getByRole('button', { name: '不了' }).click();
    await page.getByText('离线 · 1 笔待同步').first().waitFor();
    await page.getByRole('button', { name: '退出登录' }).click();
    await dialog.getByRole('button', { name: '退出并作废' }).click();
    await formIsShown(page);
    await context.setOffline(false);
    await signIn(page);
    await page.getByText('已同步').first().waitFor();
    assert.equal(await phaseOf(code), 'open');
  });
});

test('names are there after a gap in the network, without a reload', async () => {
  const { code, title } = await openGroupBuy(server.origin);
  await join(server.origin, code, { name: '周敏', phone: '13900004444', quantity: 2 });
  await withDashboard(async (page, context) => {
    await keepForOffline(page);
    await context.setOffline(true);
    await page.reload();
    await openCard(page, title);
    await page.getByText('1 号 · 顾客').first().waitFor();
    await context.setOffline(false);
    await page.getByText('1 号 · 周敏').first().waitFor({ timeout: 40_000 });
  });
});
