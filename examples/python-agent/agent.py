"""An agent of EngineHub, in nothing but Python's standard library (3.8 or newer).

    python3 agent.py --hub http://127.0.0.1:8080 --name python-1

What belongs to its algorithm stands at the top; all below is what any agent does. docs/agents.md explains it.
"""
import argparse, base64, datetime, hashlib, hmac, http.client, http.server, itertools, json, re, signal, struct, sys
import threading, time, urllib.request, uuid
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "python"))
import centroid

# ── the algorithm ──

ALGORITHM = "classifier.centroid"


class InputFault(Exception):
    """The input is at fault: another attempt could only fail again."""


def load(data, media):
    """Makes a loaded model of a model's bytes and their content type."""
    model = json.loads(data)
    if not {"columns", "means"} <= model.keys():
        raise ValueError("a model has columns and means")
    return model


def handle(model, data, media, log):
    """Handles an input's bytes; gives the output's bytes and their content type."""
    event = {"input": data.decode(), "type": media} if media.startswith("text/") else {"input": json.loads(data)}
    try:
        labels = centroid.classify(model, event)
    except (KeyError, TypeError, ValueError) as fault:
        raise InputFault(f"the table does not fit: {fault!r}")
    log(f"{len(labels)} rows")
    return json.dumps(labels).encode(), "application/json"


# ── messages: docs/wire.md ──

MESSAGE = "application/vnd.enginehub.message"
KEY = ("process", "step", "run", "attempt")


def write(head, *parts):
    head = json.dumps(head).encode()
    return b"EHM\x01" + b"".join(struct.pack(">I", len(each)) + each for each in (head, *parts))


def read(message):
    if message[:4] != b"EHM\x01":
        raise ValueError("no message of a version that is known here")
    pieces, at = [], 4
    while at < len(message):
        (length,) = struct.unpack_from(">I", message, at)
        pieces.append(message[at + 4 : at + 4 + length])
        at += 4 + length
    return json.loads(pieces[0]), pieces[1:]


def payload(reference, parts):
    return parts[reference["part"]], reference.get("type", "application/json")


def seconds(duration):
    days, hours, minutes, rest = re.fullmatch(
        r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", duration).groups(default="0")
    return int(days) * 86400 + int(hours) * 3600 + int(minutes) * 60 + float(rest)


# ── signatures: docs/agents.md ──


class Secret:
    """Signs requests and checks them, with what the hosts of a cluster share. Without a text everybody is let in."""

    HEADER = "EngineHub-Signature"
    FORM = re.compile(r"v1 time=(\d{1,15}) sender=([0-9a-f-]{36}) number=(\d{1,18}) mac=([A-Za-z0-9_-]{43})")

    def __init__(self, text):
        self.key = text and hmac.new(text.strip().encode(), b"enginehub roles 1", "sha256").digest()
        self.sender, self.numbers, self.seen, self.lock = uuid.uuid4(), itertools.count(), {}, threading.Lock()

    def mac(self, method, target, boot, body, *stamp):
        path, _, query = target.partition("?")
        said = "\n".join(("v1", method, path, query, boot, hashlib.sha256(body).hexdigest(), *map(str, stamp)))
        return base64.urlsafe_b64encode(hmac.new(self.key, said.encode(), "sha256").digest()).decode().rstrip("=")

    def sign(self, method, url, body):
        """The headers that show whose request it is."""
        if not self.key:
            return {}
        stamp = int(time.time() * 1000), self.sender, next(self.numbers)
        mac = self.mac(method, "/" + url.split("/", 3)[3], "", body, *stamp)
        return {self.HEADER: "v1 time=%d sender=%s number=%d mac=%s" % (*stamp, mac)}

    def admits(self, method, target, headers, body):
        """Whether a request comes from the cluster, now, and for the first time."""
        if not self.key:
            return True
        form, now = self.FORM.fullmatch(headers.get(self.HEADER, "")), time.time()
        if not form or abs(now - int(form[1]) / 1000) > 60:
            return False
        if not hmac.compare_digest(form[4], self.mac(method, target, headers.get("EngineHub-Boot", ""), body, *form.groups()[:3])):
            return False
        with self.lock:
            fresh = form.groups()[1:3] not in self.seen
            self.seen[form.groups()[1:3]] = now
            while now - next(iter(self.seen.values())) > 120:  # why: older ones are refused for their time
                del self.seen[next(iter(self.seen))]
        return fresh


# ── calls to others ──

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
UNANSWERED = (OSError, http.client.HTTPException, ValueError, KeyError)
SECRET = Secret(None)


def post(url, message, patience):
    """Sends a message; gives the headers and the message that come back."""
    request = urllib.request.Request(url, message, {"Content-Type": MESSAGE, **SECRET.sign("POST", url, message)})
    with DIRECT.open(request, timeout=patience) as reply:
        return reply.headers, *read(reply.read())


# ── the agent ──


class Model:
    def __init__(self, pins):
        self.pins = pins  # until when it is wanted, by owner
        self.settled = threading.Event()
        self.loaded = self.problem = None


class Work:
    """An event that is held: it waits for its model, or is being handled."""

    def __init__(self, event, model):
        self.event, self.model, self.given_up = event, model, False
        self.epoch, self.sender = event["epoch"], sender(event)


def sender(event):
    return event["from"]["name"], event["from"]["incarnation"]


class Agent:
    """`calls` are what others ask, with `lock` held; each of them may come twice."""

    calls = ("status", "handle", "cancel", "load", "unpin")

    def __init__(self, name, capacity, pause):
        self.name, self.capacity, self.pause = name, capacity, pause
        self.boot, self.host = str(uuid.uuid4()), uuid.uuid4()
        self.lock = threading.Condition()
        self.models = {}  # by hash
        self.held = {}  # work by event key
        self.outcomes = {}  # of the last thousand events, by key
        self.outbox = {}  # by key: [dispatcher, result, how often it was sent in vain]
        self.cancelled = {}  # by process: up to which epoch
        self.overdue = 0  # events that were given up, and whose thread has not ended
        self.dispatchers = {}  # by hub: addresses by name and boot

    def status(self, head, parts):
        models = [{"hash": hash, "problem": model.problem,
                   "state": "FAILED" if model.problem else "WARM" if model.settled.is_set() else "LOADING"}
                  for hash, model in self.models.items()]
        held = [dict(zip(KEY, key)) for key in {**self.held, **self.outbox}]
        return {"algorithm": ALGORITHM, "capacity": self.capacity, "held": held, "overdue": self.overdue, "models": models}

    def load(self, head, parts):
        for each in head["models"]:
            hash, known = each["pin"]["hash"], self.models.get(each["pin"]["hash"])
            if known is None or known.problem:
                self.models[hash] = Model(known.pins if known else {})
                self.thread(self.load_one, self.models[hash], *payload(each["model"], parts))
            self.pin(hash, each["pin"]["owner"], seconds(each["keep"]))
        used, now = [work.model for work in self.held.values()], time.monotonic()
        self.models = {hash: model for hash, model in self.models.items()
                       if model in used or any(until > now for until in model.pins.values())}
        return True

    def unpin(self, head, parts):
        for pin in head["pins"]:
            if pin["hash"] in self.models:
                self.models[pin["hash"]].pins.pop(pin["owner"], None)
        return True

    def handle(self, head, parts):
        return {"answers": [self.accept(event, parts) for event in head["events"]]}

    def accept(self, event, parts):
        key = tuple(event["key"][member] for member in KEY)
        if key in self.outcomes:  # the result may have been lost
            self.send(key, sender(event), event["epoch"])
            return "ACCEPTED"
        if key in self.held:
            if event["epoch"] >= self.held[key].epoch:
                self.held[key].epoch, self.held[key].sender = event["epoch"], sender(event)
            return "ACCEPTED"
        busy = len(self.held) + self.overdue
        alone = event["alone"] or any(work.event["alone"] for work in self.held.values())
        if busy >= self.capacity or alone and busy or event["epoch"] <= self.cancelled.get(key[0], -1):
            return "BUSY"
        hash = event["model"]["hash"]
        if hash not in self.models:
            return "UNKNOWN_MODEL"
        self.pin(hash, event["model"]["owner"], 10)
        self.held[key] = Work(event, self.models[hash])
        self.thread(self.run, key, self.held[key], *payload(event["input"], parts))
        return "ACCEPTED"

    def cancel(self, head, parts):
        for process, epoch in ((each["process"], each["epoch"]) for each in head["processes"]):
            self.cancelled[process] = max(epoch, self.cancelled.get(process, epoch))
            for key, work in list(self.held.items()):
                if key[0] == process and work.epoch <= epoch:
                    self.give_up(key, work)
            self.outbox = {key: box for key, box in self.outbox.items()
                           if key[0] != process or box[1]["epoch"] > epoch}
        return True

    def pin(self, hash, owner, keep):
        pins = self.models[hash].pins
        pins[owner] = max(pins.get(owner, 0), time.monotonic() + keep)

    def thread(self, target, *arguments):
        threading.Thread(target=target, args=arguments, daemon=True).start()

    # On threads of their own.

    def load_one(self, model, data, media):
        try:
            model.loaded = load(data, media)
        except Exception as fault:
            model.problem = f"{type(fault).__name__}: {fault}"
        model.settled.set()

    def run(self, key, work, data, media):
        work.model.settled.wait()
        began, lines = time.monotonic(), []
        if work.event.get("timeout"):
            timer = threading.Timer(seconds(work.event["timeout"]), self.time_out, (key, work))
            timer.daemon = True
            timer.start()
        try:
            time.sleep(self.pause)
            if work.model.problem:
                outcome = failure(key, "MODEL", work.model.problem)
            else:
                outcome = {"output": handle(work.model.loaded, data, media, lambda text: lines.append(line(text)))}
        except InputFault as fault:
            outcome = failure(key, "INPUT", fault)
        except Exception as fault:
            outcome = failure(key, "ALGORITHM", f"{type(fault).__name__}: {fault}")
        with self.lock:
            if work.given_up:
                self.overdue -= 1
            else:
                self.over(key, work, {**outcome, "took": f"PT{time.monotonic() - began:.6f}S", "lines": lines, "spoke": False})

    def time_out(self, key, work):
        with self.lock:
            if self.held.get(key) is work:
                timeout = work.event["timeout"]
                self.give_up(key, work)
                self.over(key, work, {**failure(key, "TIMEOUT", f"It took longer than {timeout}."), "took": timeout})

    def give_up(self, key, work):
        """A thread cannot be stopped from outside: until it ends by itself, it takes up a place."""
        del self.held[key]
        work.given_up = True
        self.overdue += 1

    def over(self, key, work, outcome):
        self.held.pop(key, None)
        self.outcomes[key] = outcome
        if len(self.outcomes) > 1000:
            del self.outcomes[next(iter(self.outcomes))]
        self.send(key, work.sender, work.epoch)

    def send(self, key, to, epoch):
        result = {"key": dict(zip(KEY, key)), "epoch": epoch, "agent": self.name, **self.outcomes[key]}
        self.outbox[key] = [to, result, 0]
        self.lock.notify_all()

    def deliver(self):
        """Sends results until a dispatcher has them, and only to dispatchers that the hubs know."""
        while True:
            with self.lock:
                self.lock.wait_for(lambda: self.outbox)
                known = {id: address for each in self.dispatchers.values() for id, address in each.items()}
                boxes = {}
                for key, box in self.outbox.items():
                    boxes.setdefault(box[0], {})[key] = box
            for to, batch in boxes.items():
                delivered = to in known and self.deliver_to(known[to], [box[1] for box in batch.values()])
                with self.lock:
                    for key, box in batch.items():
                        box[2] += 1  # why not for ever: its successor asks again, and is answered
                        if (delivered or box[2] > 60) and self.outbox.get(key) is box:
                            del self.outbox[key]
            with self.lock:
                if self.outbox:
                    self.lock.wait(0.5)

    def deliver_to(self, address, results):
        parts = [result["output"][0] for result in results if "output" in result]
        numbers = iter(range(len(parts)))
        heads = [{**result, "output": {"part": next(numbers), "type": result["output"][1]}} if "output" in result
                 else result for result in results]
        try:
            return "ok" in post(f"{address}/roles/dispatcher/results", write({"results": heads}, *parts), 10)[1]
        except UNANSWERED:
            return False

    def announce(self, hub, address):
        """Says to a hub that it is here, again and again, and learns where the dispatchers are."""
        facts = {"algorithm": ALGORITHM, "capacity": str(self.capacity), "version": "1"}
        me = {"id": {"name": self.name, "incarnation": self.boot}, "role": "AGENT", "address": address, "facts": facts}
        number, seen = 0, ""
        while True:
            number += 1
            try:
                headers, head, _ = self.tell(hub, number, "PT2S", seen, [me])
                found = {(each["id"]["name"], each["id"]["incarnation"]): each["address"].rstrip("/")
                         for each in head["members"] if each["role"] == "DISPATCHER"}
                seen = headers["EngineHub-Picture"]
                with self.lock:
                    self.dispatchers[hub] = found
                    self.lock.notify_all()
            except UNANSWERED:  # what the hub has said before stays
                time.sleep(0.5)

    def tell(self, hub, number, wait, seen, members):
        query = f"host={self.host}&number={number}&wait={wait}&seen={seen}"
        return post(f"{hub}/roles/members?{query}", write({"members": members}), 7)

    def leave(self, hubs):
        for hub in hubs:
            try:
                self.tell(hub, 1 << 60, "PT0S", "", [])
            except UNANSWERED:
                continue  # it will notice by itself


def failure(key, kind, message):
    return {"failure": {"kind": kind, "processor": key[1], "message": str(message)}}


def line(text):
    return {"at": datetime.datetime.now(datetime.timezone.utc).isoformat().replace("+00:00", "Z"), "text": text}


# ── calls of others ──


class Requests(http.server.BaseHTTPRequestHandler):
    protocol_version, timeout, wbufsize, disable_nagle_algorithm = "HTTP/1.1", 60, -1, True
    agent = None

    def do_GET(self):
        self.answer(b"")

    def do_POST(self):
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > 256 << 20:
            self.close_connection = True
            return self.problem(413, "TOO_LARGE", "A message says its length, of 256 MiB at the most.")
        self.answer(self.rfile.read(int(length)))

    def answer(self, body):
        agent, call = self.agent, self.path.rpartition("/")[2]
        known = call in ("algorithm", "status") if self.command == "GET" else call in agent.calls
        if not SECRET.admits(self.command, self.path, self.headers, body):
            return self.problem(401, "NOT_SIGNED", "The request is not signed by a role of this cluster, now and once.")
        if self.path != f"/agents/{agent.name}/{call}" or not known:
            return self.problem(404, "NO_SUCH_PATH", "There is nothing at this path.")
        if self.headers.get("EngineHub-Boot", agent.boot).lower() != agent.boot:
            return self.problem(410, "OTHER_BOOT", "The agent was started anew; what it held before is lost.")
        with agent.lock:
            if call == "algorithm":
                return self.reply(200, "application/json", {"name": ALGORITHM})
            if self.command == "GET":
                return self.reply(200, "application/json", agent.status({}, []))
            try:
                ok = getattr(agent, call)(*read(body))
            except (AttributeError, IndexError, KeyError, TypeError, ValueError, struct.error) as fault:
                return self.problem(400, "BAD_MESSAGE", f"This is no message of the call {call}: {fault!r}")
        self.reply(200, MESSAGE, write({"ok": ok}))

    def problem(self, status, code, detail):
        self.reply(status, "application/problem+json", {"status": status, "code": code, "detail": detail})

    def reply(self, status, media, body):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


def main():
    options = argparse.ArgumentParser(description=f"An agent of the algorithm {ALGORITHM}.")
    options.add_argument("--hub", required=True, help="the addresses of all hubs, with commas between them")
    options.add_argument("--name", default="python", help="no other agent of the cluster has it")
    options.add_argument("--secret-file", type=Path, help="what the hosts of the cluster share")
    options.add_argument("--host", default="127.0.0.1", help="where to listen; another address needs the secret")
    options.add_argument("--port", type=int, default=0, help="any that is free, unless you say one")
    options.add_argument("--capacity", type=int, default=2, help="how many events at a time")
    options.add_argument("--pause", type=float, default=0, help="so many seconds longer for each event, to watch it")
    given = options.parse_args()
    global SECRET
    SECRET = Secret(given.secret_file and given.secret_file.read_text())
    if given.host != "127.0.0.1" and not SECRET.key:
        options.error("others can reach " + given.host + ": give a --secret-file")
    hubs = [hub.rstrip("/") for hub in given.hub.split(",")]
    agent = Requests.agent = Agent(given.name, given.capacity, given.pause)
    server = http.server.ThreadingHTTPServer((given.host, given.port), Requests)
    address = f"http://{given.host}:{server.server_port}/agents/{agent.name}"
    for hub in hubs:
        agent.thread(agent.announce, hub, address)
    agent.thread(agent.deliver)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    print(f"{ALGORITHM} at {address}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        agent.leave(hubs)


if __name__ == "__main__":
    main()
