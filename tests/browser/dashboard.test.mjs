// A leader's dashboard, on a phone-sized page: everything by role and name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  browser, desktop, join, openCard, openGroupBuy, phone, press, waitForText, screenshotPath, server, setUp,
  withDashboard,
} from './harness.mjs';

setUp();

test('a wrong password is reported, and the form stays', async () => {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await page.goto(`${server.origin}/app/`);
  await page.getByRole('textbox', { name: '账号' }).fill('leader');
  await page.getByRole('textbox', { name: '密码' }).fill('not it');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('账号或密码不对。').first().waitFor();
  await page.screenshot({ path: screenshotPath('sign-in-refused') });
  assert.equal(await page.getByRole('textbox', { name: '账号' }).inputValue(), 'leader');
  await context.close();
});

test('signs in with the keyboard alone', async () => {
  const context = await browser.newContext(desktop);
  const page = await context.newPage();
  await page.goto(`${server.origin}/app/`);
  await page.getByRole('textbox', { name: '账号' }).focus();
  await page.keyboard.type('leader');
  await page.keyboard.press('Tab');
  await page.keyboard.type('starfish');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '今天', level: 1 }).waitFor();
  await context.close();
});

// A slow network must not lose the first letters: the form accepts them from the start.
test('accepts typing and signs in before the server has answered who is signed in', async () => {
  const context = await browser.newContext(desktop);
  const page = await context.newPage();
  await page.route('**/api/session', async (route) => {
    if (route.request().method() === 'GET') await new Promise((done) => setTimeout(done, 1500));
    await route.continue();
  });
  await page.goto(`${server.origin}/app/`);
  await page.getByRole('textbox', { name: '账号' }).focus();
  await page.keyboard.type('leader');
  await page.keyboard.press('Tab');
  await page.keyboard.type('starfish');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '今天', level: 1 }).waitFor({ timeout: 15_000 });
  await page.waitForTimeout(1600);
  assert.equal(await page.getByRole('textbox', { name: '账号' }).count(), 0);
  await context.close();
});

test('a join shows on the dashboard as it happens, without a reload', async () => {
  const { code, title } = await openGroupBuy(server.origin);
  await withDashboard(async (page) => {
    await openCard(page, title);
    await page.getByText('还没有人跟团').first().waitFor();
    await join(server.origin, code, { name: '李芳', phone: '13900001111', quantity: 2, note: '放门卫' });
    await page.getByText('李芳').first().waitFor();
    await page.getByText('放门卫').first().waitFor();
    await page.getByText('2 份 · 1 人').or(page.getByText('1 人 · 2 份')).first().waitFor();
  });
});

test('closing from the dashboard changes the consumer page', async () => {
  const { code, title } = await openGroupBuy(server.origin, { threshold: 1 });
  const order = await join(server.origin, code, { name: '王强', phone: '13900002222', quantity: 1 });
  await withDashboard(async (page, context) => {
    await openCard(page, title);
    await page.getByRole('button', { name: '现在收团' }).click();
    const dialog = page.getByRole('dialog', { name: '现在收团？' });
    await dialog.waitFor();
    await page.screenshot({ path: screenshotPath('dashboard-close-dialog') });
    await dialog.getByRole('button', { name: '现在收团' }).click();
    // Joins are closed; for some minutes the leader can still undo it.
    await page.getByText('生效，之前可以撤销。').first().waitFor();
    await page.screenshot({ path: screenshotPath('dashboard-ending') });
    const consumer = await context.newPage();
    await consumer.goto(`${server.origin}/g/${code}`);
    await consumer.getByText('收团中').first().waitFor();
    assert.equal(await consumer.getByRole('button', { name: /跟团/ }).count(), 0);
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByRole('button', { name: '现在收团' }).click();
    await dialog.getByRole('button', { name: '现在收团' }).click();
    await page.getByRole('button', { name: '马上生效' }).click();
    await page.getByText('已成团').first().waitFor();
    await consumer.goto(`${server.origin}/g/${code}`);
    await consumer.getByText('已成团').first().waitFor();
    assert.equal(await consumer.getByRole('button', { name: /跟团/ }).count(), 0);
    await consumer.goto(server.origin + order);
    await consumer.getByText('¥168').first().waitFor();
  });
});

test('a reason typed through an input method arrives whole', async () => {
  const { code, title } = await openGroupBuy(server.origin);
  await withDashboard(async (page, context) => {
    await openCard(page, title);
    await page.getByRole('button', { name: '取消拼团' }).click();
    const dialog = page.getByRole('dialog', { name: '取消这个团？' });
    await dialog.getByRole('textbox', { name: '原因' }).click();
    const keyboard = await context.newCDPSession(page);
    await keyboard.send('Input.imeSetComposition', { text: "leng'lian", selectionStart: 9, selectionEnd: 9 });
    await keyboard.send('Input.imeSetComposition', { text: '冷链', selectionStart: 2, selectionEnd: 2 });
    await keyboard.send('Input.insertText', { text: '冷链' });
    await keyboard.send('Input.insertText', { text: '车晚点，改天再开' });
    await dialog.getByRole('button', { name: '取消拼团' }).click();
    await page.getByText('冷链车晚点，改天再开').first().waitFor();
    await page.getByRole('button', { name: '马上生效' }).click();
    await page.getByText('已取消').first().waitFor();
    const consumer = await context.newPage();
    await consumer.goto(`${server.origin}/g/${code}`);
    await consumer.getByText('冷链车晚点，改天再开').first().waitFor();
  }, { options: desktop });
});

test('offline, it still shows its state', async () => {
  const { code, title } = await openGroupBuy(server.origin);
  await join(server.origin, code, { name: '陈静', phone: '13900003333', quantity: 2 });
  await withDashboard(async (page, context) => {
    await page.getByRole('button', { name: title }).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    // Pending state is written within a second or so.
    await page.waitForTimeout(2500);
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('button', { name: title }).waitFor();
    await page.getByText('离线').first().waitFor();
    await page.screenshot({ path: screenshotPath('dashboard-offline') });
    await openCard(page, title);
    await page.getByText('1 号').first().waitFor();
    await context.setOffline(false);
    await page.getByText('已同步').first().waitFor({ timeout: 40_000 });
  });
});

test('a join opens to the phone, the whole note and the times', async () => {
  const { code, title } = await openGroupBuy(server.origin);
  const note = '放门卫，晚上八点以后才有人在家，请先打电话再上楼，谢谢';
  await join(server.origin, code, { name: '李芳', phone: '13900001111', quantity: 2, note });
  for (const options of [phone, desktop]) {
    await withDashboard(async (page, context) => {
      await openCard(page, title);
      await page.getByRole('button', { name: /^1 号/ }).click();
      const sheet = page.getByRole('dialog', { name: '1 号 · 李芳' });
      await sheet.getByText('13900001111').waitFor();
      await sheet.getByText(note).waitFor();
      await sheet.getByText(/跟团.*今天/).waitFor();
      await page.waitForTimeout(300);
      const device = options === phone ? 'phone' : 'desktop';
      await page.screenshot({ path: screenshotPath(`dashboard-join-${device}`) });
      assert.equal(await sheet.getByRole('button', { name: '打电话' }).count(), options === phone ? 1 : 0);
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await sheet.getByRole('button', { name: '复制号码' }).click();
      await page.getByText('号码已复制').first().waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '13900001111');
      await sheet.getByRole('button', { name: '关闭' }).click();
      await sheet.waitFor({ state: 'detached' });
    }, { options });
  }
});

test('staff tell group-buys of one title apart; a trainer sees no phone', async () => {
  const { code, title } = await openGroupBuy(server.origin, { threshold: 1 });
  await join(server.origin, code, { name: '王强', phone: '13900002222' });
  await withDashboard(async (page) => {
    const card = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: title }) });
    await card.getByText('百步亭 · 陈姐').first().waitFor();
    await page.getByRole('button', { name: /即食海参家庭装.*光谷坐标城 · 黄老师/ }).first().waitFor();
    await openCard(page, title);
    await page.getByText('百步亭 · 陈姐').first().waitFor();
    await page.getByRole('button', { name: /^1 号/ }).click();
    const sheet = page.getByRole('dialog', { name: /1 号/ });
    await sheet.getByText('姓名和电话现在看不到。').waitFor();
    assert.equal(await page.getByText('13900002222').count(), 0);
  }, { login: 'trainer' });
});

test('an address that names nothing says so and goes to today', async () => {
  await withDashboard(async (page) => {
    await page.evaluate(() => { location.hash = 'g/zzzzzzzzzz'; });
    await page.getByText('没有这个团，或者不归你看。').first().waitFor();
    await page.getByRole('heading', { name: '今天', level: 1 }).waitFor();
    assert.equal(await page.evaluate(() => location.hash), '');
    // The same when the page is opened with this address.
    await page.goto(`${server.origin}/app/?again#g/zzzzzzzzzz`);
    await page.getByText('没有这个团，或者不归你看。').first().waitFor();
  });
});

test('the sign-in form is for everyone, in either language', async () => {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await page.goto(`${server.origin}/app/`);
  await page.getByRole('heading', { name: '登录', exact: true, level: 1 }).waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  await page.getByRole('textbox', { name: 'Account' }).waitFor();
  assert.equal(await page.getByText(/团长|Leader/).count(), 0);
  await context.close();
});

// The position of an element once it is drawn: a sheet is placed again when its height is known.
const box = async (element) => {
  let found = null;
  for (let tries = 0; !found && tries < 20; tries += 1) {
    await element.waitFor();
    await element.page().waitForTimeout(50);
    found = await element.boundingBox();
  }
  return { ...found, right: found.x + found.width, bottom: found.y + found.height };
};
const narrow = { ...phone, viewport: { width: 320, height: 640 } };

test('at 320 pixels in English titles, figures and buttons keep their lines', async () => {
  const { code, title } = await openGroupBuy(server.origin, { threshold: 1 });
  await join(server.origin, code, { name: '王强', phone: '13900002222', quantity: 3 });
  await withDashboard(async (page) => {
    const heading = await box(page.getByRole('heading', { name: 'Group-buys', level: 1 }));
    assert.ok(heading.height < 40, `the title is ${heading.height} high`);
    const card = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: title }) });
    const figures = await box(card.getByText('1 person · 3 units'));
    const next = await box(card.getByText('22 more and each costs ¥159'));
    assert.ok(figures.height < 24 && next.height < 24 && next.y >= figures.bottom - 1);
    await openCard(page, title);
    for (const [opens, yes] of [['Cancel the group-buy', 'Cancel the group-buy'], ['Close now', 'Close now']]) {
      await page.getByRole('button', { name: opens }).click();
      const sheet = page.getByRole('dialog');
      const [first, second] = [await box(sheet.getByRole('button', { name: yes })),
        await box(sheet.getByRole('button', { name: 'Not now' }))];
      const frame = await box(sheet);
      assert.equal(first.x, 20);
      assert.ok(Math.abs(second.right - (frame.right - 20)) < 2, 'the buttons fill the sheet');
      if (second.y > first.y) assert.equal(first.width, second.width);
      await page.keyboard.press('Escape');
    }
  }, { options: narrow, query: '?lang=en' });
});

test('on a desktop the list uses the space: ended group-buys stand beside', async () => {
  await withDashboard(async (page) => {
    const underWay = await box(page.getByRole('list', { name: '进行中' }).getByRole('button').first());
    const ended = await box(page.getByRole('heading', { name: '已结束' }));
    assert.ok(ended.x > underWay.right, 'beside');
    assert.ok(ended.y < 200, 'in sight at once');
  }, { options: desktop });
});

test('draws nothing while nothing changes', async () => {
  await withDashboard(async (page) => {
    await page.waitForTimeout(1500);
    // Texts in minutes change with the clock's minute and are then drawn again.
    const leftMs = 60_000 - (Date.now() % 60_000);
    if (leftMs < 4000) await page.waitForTimeout(leftMs + 500);
    const frames = () => page.evaluate(() => window.starfish.frames.count);
    const before = await frames();
    await page.waitForTimeout(3000);
    assert.equal((await frames()) - before, 0);
  });
});

test('comes back after the graphics context is lost', async () => {
  const { title } = await openGroupBuy(server.origin);
  await withDashboard(async (page) => {
    await page.evaluate(() => {
      const context = document.querySelector('canvas').getContext('webgl2');
      window.lose = context.getExtension('WEBGL_lose_context');
      window.lose.loseContext();
    });
    await page.waitForTimeout(300);
    await page.evaluate(() => window.lose.restoreContext());
    await page.waitForTimeout(700);
    await openCard(page, title);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.screenshot({ path: screenshotPath('dashboard-after-context-loss') });
  });
});

for (const colorScheme of ['light', 'dark']) {
  for (const [device, options] of Object.entries({ phone, desktop })) {
    for (const language of ['zh-CN', 'en']) {
      test(`pictures: ${device}, ${colorScheme}, ${language}`, async () => {
        await withDashboard(
          async (page) => {
            const look = (name) =>
              page.screenshot({ path: screenshotPath(`dashboard-${name}-${device}-${colorScheme}-${language}`) });
            await page.waitForTimeout(600);
            await look('list');
            await page.getByRole('navigation').getByRole('button').first().click();
            await page.waitForTimeout(400);
            await look('today');
            await page.getByRole('navigation').getByRole('button').nth(1).click();
            await openCard(page, '即食海参家庭装 10 只');
            await page.waitForTimeout(600);
            await look('groupbuy');
          },
          { options: { ...options, colorScheme }, query: `?lang=${language}` },
        );
      });
    }
  }
}
