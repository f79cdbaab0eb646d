"""The methods of the Web API that the product may call: what each needs, and what it does and answers."""

import secrets
from collections.abc import Callable
from typing import NamedTuple

from bot import limits, lint
from demo.slack.values import file_object, first
from demo.slack.workspace import APP, BOT, TEAM, File, Json, Message, Mishap, Shown, Workspace

Do = Callable[["Call"], Json]


class Call(NamedTuple):
    """One call: the workspace, its arguments, and the address the double is reached at."""

    workspace: Workspace
    args: Json
    base: str

    def need(self, name: str) -> str:
        """Give an argument that must be there."""
        if not self.args.get(name):
            raise Mishap(
                "invalid_arguments",
                response_metadata={"messages": [f"[ERROR] missing required field: {name}"]},
            )
        return str(self.args[name])


class Method(NamedTuple):
    """The scope that a method needs (``app`` for the app-level token), its tier, and what it does."""

    scope: str
    tier: int
    do: Do


def _wrong(words: str) -> Mishap:
    return Mishap("invalid_arguments", response_metadata={"messages": [f"[ERROR] {words}"]})


def _refuse(error: str, faults: list[lint.Fault]) -> None:
    if faults:
        messages = [f"[ERROR] {fault.message} [json-pointer:{fault.pointer}]" for fault in faults]
        raise Mishap(error, response_metadata={"messages": messages})


def _identity(call: Call) -> Json:
    return {
        "url": call.base,
        "team": "Fenshire",
        "user": "matters",
        "team_id": TEAM,
        "user_id": BOT,
        "bot_id": "B0MATTERS",
        "is_enterprise_install": False,
    }


def _open_connection(call: Call) -> Json:
    ticket = secrets.token_hex(8)
    call.workspace.tickets.add(ticket)
    return {"url": f"{call.base.replace('http', 'ws', 1)}link/?ticket={ticket}&app_id={APP}"}


def _validate(call: Call) -> Json:
    faults = lint.message({"text": "-", "blocks": call.args.get("blocks")})
    errors = [{"pointer": one.pointer, "code": one.code, "message": one.message} for one in faults]
    if errors:
        raise Mishap("invalid_blocks", errors=errors)
    return {}


def _channel(call: Call) -> str:
    """Where a message goes: a channel the app is in, or the direct message with a user."""
    wanted, workspace = call.need("channel"), call.workspace
    if wanted in workspace.users:
        return workspace.direct(wanted).id
    if wanted not in workspace.channels:
        raise Mishap("channel_not_found")
    if BOT not in workspace.channels[wanted].members:
        raise Mishap("not_in_channel")
    return wanted


def _post(call: Call) -> Json:
    _refuse("invalid_blocks", lint.message(call.args))
    where = _channel(call)
    thread = call.args.get("thread_ts")
    if thread:
        call.workspace.message(where, thread)
    made = call.workspace.post(
        where,
        BOT,
        call.args["text"],
        blocks=_numbered(call.args.get("blocks") or []),
        thread_ts=thread,
        metadata=call.args.get("metadata"),
    )
    return {"channel": where, "ts": made.ts, "message": made.shown()}


def _post_for_one(call: Call) -> Json:
    _refuse("invalid_blocks", lint.message(call.args))
    where, user = _channel(call), call.need("user")
    if user not in call.workspace.channels[where].members:
        raise Mishap("user_not_in_channel")
    made = call.workspace.post(
        where, BOT, call.args["text"], blocks=_numbered(call.args.get("blocks") or []), only_for=user
    )
    return {"message_ts": made.ts}


def _update(call: Call) -> Json:
    _refuse("invalid_blocks", lint.message(call.args))
    message = _own(call)
    message.versions.append(message.shown())
    message.text, message.blocks = call.args["text"], _numbered(call.args.get("blocks") or [])
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": message.shown()}


def _delete(call: Call) -> Json:
    message = _own(call)
    message.deleted = True
    return {"channel": message.channel, "ts": message.ts}


def _own(call: Call) -> Message:
    message = call.workspace.message(call.need("channel"), call.need("ts"))
    if message.user != BOT:
        raise Mishap("cant_update_message")
    return message


def _permalink(call: Call) -> Json:
    message = call.workspace.message(call.need("channel"), call.need("message_ts"))
    return {
        "channel": message.channel,
        "permalink": f"{call.base}archives/{message.channel}/p{message.ts.replace('.', '')}",
    }


def _open_direct(call: Call) -> Json:
    user = call.need("users")
    if user not in call.workspace.users:
        raise Mishap("user_not_found")
    if call.workspace.users[user].is_bot:
        raise Mishap("cannot_dm_bot")
    return {"channel": {"id": call.workspace.direct(user).id}}


def _history(call: Call) -> Json:
    where = call.need("channel")
    if where not in call.workspace.channels:
        raise Mishap("channel_not_found")
    thread = str(call.args.get("ts") or "")
    oldest, most = str(call.args.get("oldest") or "0"), int(call.args.get("limit") or 100)
    begun = int(call.args.get("cursor") or 0)
    found = [
        one
        for one in call.workspace.messages
        if one.channel == where
        and not one.deleted
        and one.only_for is None
        and one.ts > oldest
        and (thread in (one.ts, one.thread_ts) if thread else one.thread_ts in (None, one.ts))
    ]
    if not thread:
        found.reverse()
    shown = [_with_files(call, one) for one in found[begun : begun + most]]
    more = begun + most < len(found)
    cursor = {"next_cursor": str(begun + most) if more else ""}
    return {"messages": shown, "has_more": more, "response_metadata": cursor}


def _with_files(call: Call, message: Message) -> Json:
    files = [file_shown(call.workspace.files[one], call.base) for one in message.files]
    return message.shown() | ({"files": files, "subtype": "file_share"} if files else {})


def _about_channel(call: Call) -> Json:
    found = call.workspace.channels.get(call.need("channel"))
    if found is None:
        raise Mishap("channel_not_found")
    return {
        "channel": {
            "id": found.id,
            "name": found.name,
            "is_im": found.is_im,
            "is_member": BOT in found.members,
        }
    }


def _about_user(call: Call) -> Json:
    found = call.workspace.users.get(call.need("user"))
    if found is None:
        raise Mishap("user_not_found")
    return {"user": found.shown()}


def _by_email(call: Call) -> Json:
    wanted = call.need("email").lower()
    found = [one for one in call.workspace.users.values() if one.email.lower() == wanted and not one.deleted]
    if not found:
        raise Mishap("users_not_found")
    return {"user": found[0].shown()}


def _all_users(call: Call) -> Json:
    return {
        "members": [one.shown() for one in call.workspace.users.values()],
        "response_metadata": {"next_cursor": ""},
    }


def placed(workspace: Workspace, user: str, view: Json, stack: list[Shown]) -> Shown:
    """Put a view that has passed the linter on somebody's screen, above what is there."""
    own = view.get("external_id") or ""
    if own and any(one.external_id == own for other in workspace.stacks.values() for one in other):
        raise Mishap("duplicate_external_id")
    shown = _shown(workspace, user, view)
    shown.root, shown.before = (stack[0].id, stack[-1].id) if stack else (shown.id, None)
    stack.append(shown)
    return shown


def _shown(workspace: Workspace, user: str, view: Json) -> Shown:
    kept = {**view, "blocks": _numbered(view["blocks"])}
    return Shown(
        workspace.name("V"),
        user,
        kept,
        workspace.hash(),
        str(view.get("external_id") or ""),
        values=first(kept["blocks"]),
    )


def _numbered(blocks: list[Json]) -> list[Json]:
    """Give blocks and elements the ids that Slack gives them where the app gave none."""
    done = []
    for block in blocks:
        made = {**block, "block_id": block.get("block_id") or secrets.token_hex(3)}
        if isinstance(made.get("elements"), list) and made["type"] == "actions":
            made["elements"] = [
                {**one, "action_id": one.get("action_id") or secrets.token_hex(3)} for one in made["elements"]
            ]
        done.append(made)
    return done


def replaced(workspace: Workspace, shown: Shown, view: Json) -> None:
    """Show another view in the place of one; what was typed into elements that stay is kept."""
    _refuse("invalid_arguments", lint.view(view))
    kept = {**view, "blocks": _numbered(view["blocks"])}
    values = first(kept["blocks"])
    for block, actions in values.items():
        for action, value in actions.items():
            before = shown.values.get(block, {}).get(action)
            if before and before["type"] == value["type"]:
                actions[action] = before
    shown.view, shown.values, shown.hash, shown.errors = kept, values, workspace.hash(), {}
    shown.external_id = str(view.get("external_id") or "")


def _view_of(call: Call) -> Json:
    view = call.args.get("view")
    if not isinstance(view, dict):
        raise _wrong("view is no object")
    return view


def _open_view(call: Call) -> Json:
    view = _view_of(call)
    _refuse("invalid_arguments", lint.view(view))  # a broken view uses no trigger up
    user = call.workspace.use_trigger(call.need("trigger_id"))
    stack: list[Shown] = []
    shown = placed(call.workspace, user, view, stack)
    call.workspace.stacks[user] = stack
    return {"view": shown.shown()}


def _push_view(call: Call) -> Json:
    view = _view_of(call)
    _refuse("invalid_arguments", lint.view(view))
    user = call.workspace.use_trigger(call.need("trigger_id"))
    stack = call.workspace.stacks[user]
    if not stack:
        raise Mishap("not_found")
    if len(stack) >= limits.STACK:
        raise Mishap("push_limit_reached")
    return {"view": placed(call.workspace, user, view, stack).shown()}


def _update_view(call: Call) -> Json:
    shown = call.workspace.view(call.args.get("view_id"), call.args.get("external_id"))
    _same(call, shown)
    replaced(call.workspace, shown, _view_of(call))
    return {"view": shown.shown()}


def _publish_view(call: Call) -> Json:
    view, user = _view_of(call), call.need("user_id")
    _refuse("invalid_arguments", lint.view(view))
    if user not in call.workspace.users:
        raise Mishap("invalid_arguments")
    if view.get("type") != "home":
        raise Mishap(
            "invalid_arguments", response_metadata={"messages": ["[ERROR] only a home is published"]}
        )
    before = call.workspace.homes.get(user)
    if before is not None:
        _same(call, before)
    shown = _shown(call.workspace, user, view)
    shown.id = before.id if before else shown.id
    call.workspace.homes[user] = shown
    return {"view": shown.shown()}


def _same(call: Call, shown: Shown) -> None:
    if call.args.get("hash") not in (None, "", shown.hash):
        raise Mishap("hash_conflict")


def _upload_url(call: Call) -> Json:
    name, length = call.need("filename"), int(call.need("length"))
    file = File(call.workspace.name("F"), name, length, BOT)
    call.workspace.files[file.id] = file
    return {"upload_url": f"{call.base}upload/{file.id}", "file_id": file.id}


def _complete_upload(call: Call) -> Json:
    done = []
    for one in call.args.get("files") or []:
        file = call.workspace.files.get(one.get("id"))
        if file is None or len(file.content) != file.size:
            raise Mishap("file_not_found")
        file.complete = True
        done.append(file)
    if where := call.args.get("channel_id"):
        if where not in call.workspace.channels:
            raise Mishap("channel_not_found")
        call.workspace.post(
            where,
            BOT,
            str(call.args.get("initial_comment") or ""),
            files=[one.id for one in done],
            thread_ts=call.args.get("thread_ts"),
        )
    return {"files": [file_shown(one, call.base) for one in done]}


def _about_file(call: Call) -> Json:
    file = call.workspace.files.get(call.need("file"))
    if file is None or not file.complete:
        raise Mishap("file_not_found")
    return {"file": file_shown(file, call.base)}


def file_shown(file: File, base: str) -> Json:
    """As ``files.info`` shows a file: with where its bytes are."""
    address = f"{base}files/{file.id}/{file.name}"
    return file_object(file) | {"url_private": address, "url_private_download": address}


def _nothing(_call: Call) -> Json:
    return {}


METHODS: dict[str, Method] = {
    "api.test": Method("", 4, _nothing),
    "auth.test": Method("", 4, _identity),
    "apps.connections.open": Method("app", 3, _open_connection),
    "blocks.validate": Method("", 3, _validate),
    "chat.postMessage": Method("chat:write", 0, _post),
    "chat.postEphemeral": Method("chat:write", 4, _post_for_one),
    "chat.update": Method("chat:write", 3, _update),
    "chat.delete": Method("chat:write", 3, _delete),
    "chat.getPermalink": Method("", 0, _permalink),
    "conversations.open": Method("im:write", 3, _open_direct),
    "conversations.history": Method("im:history", 3, _history),
    "conversations.replies": Method("im:history", 3, _history),
    "conversations.info": Method("im:read", 3, _about_channel),
    "users.info": Method("users:read", 4, _about_user),
    "users.list": Method("users:read", 2, _all_users),
    "users.lookupByEmail": Method("users:read.email", 3, _by_email),
    "views.open": Method("", 4, _open_view),
    "views.push": Method("", 4, _push_view),
    "views.update": Method("", 4, _update_view),
    "views.publish": Method("", 4, _publish_view),
    "files.getUploadURLExternal": Method("files:write", 4, _upload_url),
    "files.completeUploadExternal": Method("files:write", 4, _complete_upload),
    "files.info": Method("files:read", 4, _about_file),
}
