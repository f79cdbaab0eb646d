// The smallest app there is, by Slack's own framework for Node: a button opens a form, and words are answered.
import bolt from "@slack/bolt";
import { WebClient } from "@slack/web-api";

const { SLACK_API, BOT_TOKEN, APP_TOKEN } = process.env;
const clientOptions = { slackApiUrl: SLACK_API };
const app = new bolt.App({
  token: BOT_TOKEN,
  appToken: APP_TOKEN,
  socketMode: true,
  clientOptions,
  logLevel: "error",
});

const form = {
  type: "modal",
  callback_id: "form",
  title: { type: "plain_text", text: "Update" },
  submit: { type: "plain_text", text: "Send" },
  blocks: [
    {
      type: "input",
      block_id: "narrative",
      label: { type: "plain_text", text: "Your words" },
      element: { type: "plain_text_input", action_id: "words" },
    },
  ],
};

app.action("update", async ({ ack, body, client }) => {
  await client.views.open({ trigger_id: body.trigger_id, view: form });
  await ack();
});

app.view("form", async ({ ack, view, body, client }) => {
  const words = view.state.values.narrative.words.value;
  if (words === "no") {
    await ack({ response_action: "errors", errors: { narrative: "Please say more" } });
    return;
  }
  await ack();
  await client.chat.postMessage({ channel: body.user.id, text: `Taken: ${words}` });
});

app.message(async ({ message, say }) => {
  await say(`Heard: ${message.text}`);
});

const web = new WebClient(BOT_TOKEN, clientOptions);
await web.auth.test();
await app.start();
await web.filesUploadV2({ filename: "pack.txt", content: "abc", title: "Pack" });
console.log("ready");
